import { PRIORITIES } from '../../../format/fields.ts';
import { EXAMPLE_ID, exampleItem } from '../../example-tree.ts';
import { fieldPlace } from '../../field-place.ts';
import type { Rule } from '../../rule.ts';

export const unknownPriority: Rule = {
  id: 'front-matter/unknown-priority',
  severity: 'warning',
  summary: 'the priority is not one of P0 to P3',
  why: `There are four priorities, from P0 (now) to P3 (some day), and filters and orders go by these words. An item with
another one is in none of them.`,
  help: 'one of P0 (now), P1, P2, P3 (some day)',
  bad: exampleItem((text) => text.replace('priority: P2', 'priority: p2')),
  good: exampleItem((text) => text),
  at: { path: `open/${EXAMPLE_ID}/item.md`, line: 7, column: 11 },
  checkItem: (item) => {
    const priority = item.parsedItem()?.fields.priority ?? '';
    if (priority === '' || isPriority(priority)) return [];
    const meant = meantBy(priority);
    return [
      {
        ...fieldPlace(item, 'priority'),
        message: `unknown priority '${priority}'`,
        ...(meant !== undefined && { help: `did you mean ${meant}? ${unknownPriority.help}` }),
      },
    ];
  },
};

function isPriority(text: string): boolean {
  return (PRIORITIES as readonly string[]).includes(text);
}

/** The one with the same digit, where there is just one digit; or what other trackers call it. */
function meantBy(text: string): string | undefined {
  const digits = text.match(/\d+/g) ?? [];
  const [digit] = digits;
  if (digits.length === 1) return isPriority(`P${digit}`) ? `P${digit}` : undefined;
  const words = ['critical|urgent|blocker|highest', 'high', 'medium|normal', 'low|lowest'];
  return PRIORITIES.find((_, index) => new RegExp(`^(?:${words[index]})$`, 'i').test(text));
}
