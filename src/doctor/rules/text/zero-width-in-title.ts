import { EXAMPLE_ID, exampleItem } from '../../example-tree.ts';
import { codePoint, itemTitle, titlePlace } from '../../item-title.ts';
import type { Rule } from '../../rule.ts';

const ZERO_WIDTH = /[\u00ad\u180e\u200b-\u200d\u2060-\u2064\ufeff]/;
const EACH = new RegExp(ZERO_WIDTH, 'gu');

/** Scripts whose letters join, or whose words have no spaces between them, use invisible characters by rule. */
const NEEDS_NONE =
  /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const LETTER = /[\p{L}\p{M}]/u;
const EMOJI = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f|\u20e3/u;

export const zeroWidthInTitle: Rule = {
  id: 'text/zero-width-in-title',
  severity: 'warning',
  summary: 'a title holds invisible characters',
  why: `A zero-width space or a soft hyphen in a word is mostly pasted from a web page. Nobody sees it, but a search for the
word does not find the title, and two titles that look the same are not. Joiners in emoji and in scripts that need them
are left alone.`,
  help: 'remove the character from the title',
  bad: exampleItem((text) => text.replace('Search is slow', 'Se\u200barch is slow')),
  good: exampleItem((text) => text.replace('Search is slow', 'جست\u200cوجو is slow 👩\u200d💻')),
  at: { path: `open/${EXAMPLE_ID}/item.md`, line: 4, column: 10 },
  checkItem: (item) => {
    const title = itemTitle(item);
    if (!ZERO_WIDTH.test(title)) return [];
    const found = [...title.matchAll(EACH)].filter((match) => !belongsThere(title, match.index)).map(([char]) => char);
    const [first] = found;
    if (first === undefined) return [];
    const more = found.length === 1 ? '' : ` and ${found.length - 1} more`;
    return [
      { ...titlePlace(item, first), message: `the title holds invisible characters: ${codePoint(first)}${more}` },
    ];
  },
};

function belongsThere(title: string, at: number): boolean {
  const char = title[at] ?? '';
  const before = [...title.slice(Math.max(0, at - 2), at)].at(-1) ?? '';
  const after = [...title.slice(at + 1, at + 3)][0] ?? '';
  const inScript = [before, after].some((letter) => LETTER.test(letter) && !NEEDS_NONE.test(letter));
  if (char === '\u200d') return inScript || (EMOJI.test(before) && EMOJI.test(after));
  return (char === '\u200c' || char === '\u200b') && inScript;
}
