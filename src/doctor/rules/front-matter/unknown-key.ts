import { distance } from 'fastest-levenshtein';
import { FIELDS } from '../../../format/fields.ts';
import { EXAMPLE_ID, exampleItem } from '../../example-tree.ts';
import { placeOf } from '../../line-place.ts';
import type { Report, Rule } from '../../rule.ts';

export const unknownKey: Rule = {
  id: 'front-matter/unknown-key',
  severity: 'hint',
  summary: 'a field is misspelled',
  why: `Fields that the format does not know are free: they survive every edit. But one that is nearly a field of the format,
where that field itself is missing, is most likely a slip of the hand, and nobody reads what it says.`,
  help: 'correct the name of the field',
  bad: exampleItem((text) => text.replace('priority:', 'prioritiy:')),
  good: exampleItem((text) => text.replace('priority: P2\n', 'priority: P2\nworkflow_state: intake\n')),
  at: { path: `open/${EXAMPLE_ID}/item.md`, line: 7, column: 1 },
  checkItem: (item) => {
    const frontMatter = item.parsedItem()?.frontMatter;
    if (!frontMatter || frontMatter.state === 'too-large') return [];
    const present = new Set(frontMatter.fields.map((field) => field.key));
    return frontMatter.fields.flatMap(({ key, start }): Report[] => {
      if (FIELDS.some((field) => field.key === key)) return [];
      const meant = FIELDS.find((field) => !present.has(field.key) && isNear(key, field.key))?.key;
      if (meant === undefined) return [];
      const place = placeOf(`${item.path}/item.md`, frontMatter.text, start, start + key.length);
      return [{ ...place, message: `unknown field '${key}', and '${meant}' is missing`, help: `write '${meant}'` }];
    });
  },
};

/** Whether one is the other but for case and hyphens, for a letter, or for two that changed places; for two in long names. */
function isNear(typed: string, key: string): boolean {
  const plain = (text: string): string => text.toLowerCase().replace(/[-_. ]/g, '');
  const sorted = (text: string): string => [...plain(text)].sort().join('');
  const apart = distance(plain(typed), plain(key));
  if (apart === 2 && key.length >= 4 && sorted(typed) === sorted(key)) return true;
  return apart <= (key.length < 5 ? 0 : key.length < 8 ? 1 : 2);
}
