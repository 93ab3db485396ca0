import { EXAMPLE_ID, exampleItem } from '../../example-tree.ts';
import { codePoint, itemTitle, titlePlace } from '../../item-title.ts';
import { repairMojibake } from '../../mojibake.ts';
import type { Rule } from '../../rule.ts';

/** C0 but tab and NUL, DEL, C1, and the two characters that some programs take for line ends. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0001-\u0008\u000a-\u001f\u007f-\u009f\u2028\u2029]/;

export const controlCharacterInTitle: Rule = {
  id: 'text/control-character-in-title',
  severity: 'warning',
  summary: 'a title holds control characters',
  why: `A title is one line of plain text. Control characters are not shown, move the cursor or change colours in a terminal
that takes them, and are not allowed in YAML: other programs then read none of the item's fields.`,
  help: 'remove the character from the title, or write what was meant',
  bad: exampleItem((text) => text.replace('Search is slow', 'Search \u001b[31mis slow')),
  good: exampleItem((text) => text),
  at: { path: `open/${EXAMPLE_ID}/item.md`, line: 4, column: 15 },
  checkItem: (item) => {
    const title = itemTitle(item);
    if (!CONTROL.test(title)) return [];
    // Those of mojibake are named as what they are.
    const found = CONTROL.exec(repairMojibake(title))?.[0];
    if (found === undefined) return [];
    return [{ ...titlePlace(item, found), message: `the title holds the control character ${codePoint(found)}` }];
  },
};
