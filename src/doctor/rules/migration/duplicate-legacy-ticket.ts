import { EXAMPLE_ID, EXAMPLE_ITEM, EXAMPLE_THREAD, exampleTree } from '../../example-tree.ts';
import { factPlace } from '../../field-place.ts';
import type { Rule } from '../../rule.ts';

const OTHER_ID = '20260601-090001-slow-start';
const withTicket = (text: string, ticket: string): string =>
  text.replace('legacy_ticket: null', `legacy_ticket: tickets/${ticket}.md`);
const other = (text: string): string =>
  text
    .replaceAll('09:00:00Z', '09:00:01Z')
    .replace(EXAMPLE_ID, OTHER_ID)
    .replace('slug: slow-search', 'slug: slow-start');
const tree = (ticket: string) =>
  exampleTree({
    [`open/${EXAMPLE_ID}/item.md`]: withTicket(EXAMPLE_ITEM, 'slow-search'),
    [`open/${OTHER_ID}/item.md`]: withTicket(other(EXAMPLE_ITEM), ticket),
    [`open/${OTHER_ID}/thread.md`]: other(EXAMPLE_THREAD),
    [`open/${OTHER_ID}/artifacts/.gitkeep`]: '',
  });

export const duplicateLegacyTicket: Rule = {
  id: 'migration/duplicate-legacy-ticket',
  severity: 'warning',
  summary: 'two items were made from one legacy ticket',
  why: `A migration makes one item of one ticket. Two items with the same \`legacy_ticket\` mean that it ran twice, or that
a field was copied: the same work stands in the list two times.`,
  help: 'close one of them as a duplicate of the other, or set its legacy_ticket to null',
  bad: tree('slow-search'),
  good: tree('slow-start'),
  at: { path: `open/${OTHER_ID}/item.md`, line: 12, column: 16 },
  checkTree: ({ items }) => {
    const first = new Map<string, string>();
    // By id, so that the later item is reported, wherever the two stand.
    const migrated = items.filter(({ legacyTicket }) => legacyTicket !== null);
    return migrated
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .flatMap((item) => {
        const ticket = item.legacyTicket ?? '';
        const before = first.get(ticket);
        if (before === undefined) first.set(ticket, item.id);
        // The same item in two directories is another finding.
        if (before === undefined || before === item.id) return [];
        const message = `${before} was made from ${ticket}, too`;
        return [{ ...factPlace(item, 'legacy_ticket'), item: item.id, message }];
      });
  },
};
