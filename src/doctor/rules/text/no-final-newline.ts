import { textLines } from '../../../format/text-lines.ts';
import { EXAMPLE_ID, EXAMPLE_ITEM, exampleItem } from '../../example-tree.ts';
import { linePlace } from '../../line-place.ts';
import type { Rule } from '../../rule.ts';

export const noFinalNewline: Rule = {
  id: 'text/no-final-newline',
  severity: 'hint',
  summary: 'a file does not end with a newline',
  why: `Every command ends item.md and thread.md with a newline. Where it is missing, an editor left it out, which is no harm;
or the end of the file was cut off, and some text with it. Only a person can tell. A cut in the text of item.md leaves no
other trace.`,
  help: 'see whether the last line is whole (`git log -p -- PATH` has it as it was), then end it with a newline',
  bad: exampleItem((text) => text.replace(' for 100 items.\n', '')),
  good: exampleItem((text) => text),
  at: { path: `open/${EXAMPLE_ID}/item.md`, line: EXAMPLE_ITEM.split('\n').length - 1, column: 1 },
  checkItem: (item) =>
    [item.item, item.thread].flatMap((file) => {
      // A front matter that never ends, or is none, says more of the same file.
      if (file === item.item && item.parsedItem()?.frontMatter.state !== 'closed') return [];
      // An empty file, and one whose bytes are no text, are findings of their own.
      if (!file?.validUtf8 || file.text.trim() === '' || file.text.includes('\0') || file.text.endsWith('\n'))
        return [];
      const last = textLines(file.text).at(-1);
      return last ? [{ ...linePlace(file.path, last), message: `${file.name} ends in the middle of a line` }] : [];
    }),
};
