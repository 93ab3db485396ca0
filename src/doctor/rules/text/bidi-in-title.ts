import { EXAMPLE_ID, exampleItem } from '../../example-tree.ts';
import { codePoint, itemTitle, titlePlace } from '../../item-title.ts';
import type { Rule } from '../../rule.ts';

/** Embeddings, overrides and isolates. Plain marks (U+200E, U+200F) belong to titles in Arabic or Hebrew. */
const BIDI = /[\u202a-\u202e\u2066-\u2069]/;

export const bidiInTitle: Rule = {
  id: 'text/bidi-in-title',
  severity: 'warning',
  summary: 'a title holds characters that turn the direction of text around',
  why: `These characters are invisible and change the order in which the letters behind them are shown: a title reads
differently from what it is, and in a list it can turn the columns next to it. No title needs them: right-to-left letters
bring their direction along.`,
  help: 'remove the character from the title',
  bad: exampleItem((text) => text.replace('Search is slow', 'Search \u202ewols si')),
  good: exampleItem((text) => text.replace('Search is slow', 'חיפוש איטי (search)')),
  at: { path: `open/${EXAMPLE_ID}/item.md`, line: 4, column: 15 },
  checkItem: (item) => {
    const found = BIDI.exec(itemTitle(item))?.[0];
    if (found === undefined) return [];
    const message = `the title holds ${codePoint(found)}, which turns the direction of text around`;
    return [{ ...titlePlace(item, found), message }];
  },
};
