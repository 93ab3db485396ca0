import { EXAMPLE_ID, exampleItem } from '../../example-tree.ts';
import { editFile } from '../../fix.ts';
import { itemFiles } from '../../item-files.ts';
import type { Rule } from '../../rule.ts';

const BOM = '\ufeff';
const description = 'remove the byte order mark';

export const bom: Rule = {
  id: 'text/bom',
  severity: 'warning',
  summary: 'a file begins with a byte order mark',
  why: `Some editors put three bytes before the first character that nobody sees. This program reads the file all the same,
but others do not find \`---\` on its first line, or an event header on the first line of a log: to them, the item has no
fields.`,
  help: 'save the file as UTF-8 without BOM',
  fix: { safety: 'safe', description },
  bad: exampleItem((text) => `${BOM}${text}`),
  good: exampleItem((text) => text),
  at: { path: `open/${EXAMPLE_ID}/item.md`, line: 1, column: 1 },
  checkItem: (item) =>
    itemFiles(item)
      .filter(({ text }) => text.startsWith(BOM))
      .map((file) => ({
        path: file.path,
        line: 1,
        column: 1,
        endLine: 1,
        endColumn: 2,
        message: `${file.name} begins with a byte order mark (U+FEFF)`,
        ...(file.validUtf8
          ? { fix: { safety: 'safe', description, repairs: [editFile(file, [{ start: 0, end: 1, text: '' }])] } }
          : {}),
      })),
};
