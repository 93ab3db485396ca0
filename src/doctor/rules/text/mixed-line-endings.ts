import { textLines } from '../../../format/text-lines.ts';
import { EXAMPLE_ID, exampleItem } from '../../example-tree.ts';
import { itemFiles } from '../../item-files.ts';
import { lineEndings } from '../../line-endings.ts';
import type { Rule } from '../../rule.ts';

export const mixedLineEndings: Rule = {
  id: 'text/mixed-line-endings',
  severity: 'warning',
  summary: 'a file has both LF and CRLF line endings',
  why: `A file has one sort of line ending. Two in one file come from a program that wrote its own into it, or from a text
pasted from elsewhere; the next editor makes them one, and shows a change in lines that nobody touched.`,
  help: 'make all line endings of the file the same (`dos2unix` makes them LF)',
  bad: exampleItem((text) => text.replace('P2\n', 'P2\r\n')),
  good: exampleItem((text) => text),
  at: { path: `open/${EXAMPLE_ID}/item.md`, line: 7, column: 13 },
  checkItem: (item) =>
    itemFiles(item).flatMap(({ path, name, text }) => {
      if (!text.includes('\r\n')) return [];
      const { crlf, lf } = lineEndings(text);
      if (crlf === 0 || lf === 0) return [];
      const isOdd = (next: number): boolean => (text.slice(next - 2, next) === '\r\n') !== crlf > lf;
      const line = textLines(text).find(({ next }) => text[next - 1] === '\n' && isOdd(next));
      if (!line) return [];
      const place = { path, line: line.number, column: line.text.length + 1 };
      const ends = { endLine: line.number, endColumn: line.text.length + 2 };
      return [{ ...place, ...ends, message: `${name} has ${crlf} CRLF and ${lf} LF line endings` }];
    }),
};
