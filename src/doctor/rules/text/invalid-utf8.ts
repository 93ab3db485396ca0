import { EXAMPLE_ID, EXAMPLE_ITEM, exampleItem, exampleTree } from '../../example-tree.ts';
import { itemFiles } from '../../item-files.ts';
import { placeOf } from '../../line-place.ts';
import type { Rule } from '../../rule.ts';

const TITLE = EXAMPLE_ITEM.replace('Search', 'Le caf\u00e9');

export const invalidUtf8: Rule = {
  id: 'text/invalid-utf8',
  severity: 'error',
  summary: 'a file is not valid UTF-8',
  why: `All files of an item are UTF-8. One that is not was written in another encoding, or cut in the middle of a character.
It is shown with a replacement character for what cannot be read, and no command writes it, since that would change the
bytes for good.`,
  help: 'convert the file from its encoding (`iconv -f ENCODING -t UTF-8`), or take it from `git log -p -- PATH`',
  bad: exampleTree({ [`open/${EXAMPLE_ID}/item.md`]: Uint8Array.from(TITLE, (char) => char.charCodeAt(0)) }),
  good: exampleItem(() => TITLE),
  at: { path: `open/${EXAMPLE_ID}/item.md`, line: 4, column: 14 },
  checkItem: (item) =>
    itemFiles(item)
      .filter(({ validUtf8 }) => !validUtf8)
      .map(({ path, name, text }) => {
        // A file may hold a genuine replacement character before the first one that stands for a bad byte; mostly not.
        const at = Math.max(0, text.indexOf('\ufffd'));
        return { ...placeOf(path, text, at, at + 1), message: `${name} is not valid UTF-8 here` };
      }),
};
