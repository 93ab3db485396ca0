import { distance } from 'fastest-levenshtein';
import { KNOWN_KINDS } from '../../../format/fields.ts';
import { EXAMPLE_ID, exampleItem } from '../../example-tree.ts';
import { fieldPlace } from '../../field-place.ts';
import type { Rule } from '../../rule.ts';

export const unknownKind: Rule = {
  id: 'front-matter/unknown-kind',
  severity: 'hint',
  summary: 'the kind is nearly one of the usual ones',
  why: `Any word may be a kind. One that is a letter away from a kind that nearly all items have is most likely a slip of the
hand, and a filter by kind does not find the item.`,
  help: 'the usual kinds are task, feature, bug and audit; any other word will do, if it is meant',
  bad: exampleItem((text) => text.replace('kind: bug', 'kind: bugs')),
  good: exampleItem((text) => text.replace('kind: bug', 'kind: chore')),
  at: { path: `open/${EXAMPLE_ID}/item.md`, line: 6, column: 7 },
  checkItem: (item) => {
    const kind = item.parsedItem()?.fields.kind ?? '';
    const meant = (KNOWN_KINDS as readonly string[]).includes(kind) ? undefined : nearKind(kind);
    if (meant === undefined) return [];
    return [{ ...fieldPlace(item, 'kind'), message: `unknown kind '${kind}'`, help: `did you mean '${meant}'?` }];
  },
};

/** One letter away, or two in a long word: nearer than `nearestWord` asks for, since `test` and `risk` are no `task`. */
function nearKind(kind: string): string | undefined {
  const typed = kind.trim().toLowerCase();
  return KNOWN_KINDS.find((known) => distance(typed, known) <= (known.length > 5 ? 2 : 1) || isSwapped(typed, known));
}

/** Whether two letters side by side changed places, which counts as two letters otherwise. */
function isSwapped(typed: string, known: string): boolean {
  return [...known].some(
    (_, at) => `${known.slice(0, at)}${known[at + 1] ?? ''}${known[at]}${known.slice(at + 2)}` === typed,
  );
}
