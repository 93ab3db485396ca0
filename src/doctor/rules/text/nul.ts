import { EXAMPLE_ID, exampleItem } from '../../example-tree.ts';
import { itemFiles } from '../../item-files.ts';
import { placeOf } from '../../line-place.ts';
import type { Rule } from '../../rule.ts';

export const nul: Rule = {
  id: 'text/nul',
  severity: 'error',
  summary: 'a file holds NUL characters',
  why: `No text has NULs. After a power cut, some file systems leave a file of the right length with zeros where the text
should be; and a text with 16 bits per character, read as UTF-8, has one between every two letters. git takes such a file
for binary, and shows no difference and merges nothing.`,
  help: 'take the file as it was from `git log -- PATH`, or convert it from UTF-16',
  bad: exampleItem((text) => text.replace('Ten seconds', 'Ten sec\0\0\0\0')),
  good: exampleItem((text) => text),
  at: { path: `open/${EXAMPLE_ID}/item.md`, line: 15, column: 8 },
  checkItem: (item) =>
    itemFiles(item).flatMap(({ path, name, text }) => {
      const at = text.indexOf('\0');
      if (at < 0) return [];
      let count = 0;
      for (let next = at; next >= 0; next = text.indexOf('\0', next + 1)) count += 1;
      const message = `${name} holds ${count === 1 ? 'a NUL character' : `${count} NUL characters`}`;
      return [{ ...placeOf(path, text, at, at + 1), message }];
    }),
};
