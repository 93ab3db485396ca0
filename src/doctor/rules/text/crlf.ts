import { EXAMPLE_ID, exampleItem } from '../../example-tree.ts';
import { itemFiles } from '../../item-files.ts';
import { lineEndings } from '../../line-endings.ts';
import type { Rule } from '../../rule.ts';

export const crlf: Rule = {
  id: 'text/crlf',
  severity: 'hint',
  summary: "a file has Windows line endings, and the item's other files do not",
  why: `Either sort of line ending is read and kept. But one file that differs from its neighbours was rewritten by an editor
or a program, and every line of it shows as changed. Where all files of an item have CRLF, that is how git checks them out
on Windows, and nothing is said.`,
  help: 'convert the file to LF (`dos2unix`), or let git do it: `*.md text=auto` in .gitattributes, `git add --renormalize .`',
  bad: exampleItem((text) => text.replaceAll('\n', '\r\n')),
  good: exampleItem((text) => text),
  at: { path: `open/${EXAMPLE_ID}/item.md`, line: 1, column: 4 },
  checkItem: (item) => {
    const files = itemFiles(item).filter(({ text }) => text.includes('\n'));
    if (!files.some(({ text }) => text.includes('\r\n'))) return [];
    const endings = files.map((file) => ({ file, ...lineEndings(file.text) }));
    if (!endings.some(({ crlf: count }) => count === 0)) return [];
    return endings
      .filter(({ lf }) => lf === 0)
      .map(({ file: { path, name, text } }) => {
        const column = text.indexOf('\r\n') + 1;
        const place = { path, line: 1, column, endLine: 1, endColumn: column + 1 };
        return { ...place, message: `${name} has CRLF line endings, unlike the item's other files` };
      });
  },
};
