import { slugOfItemId } from '../../../format/item-id.ts';
import { attribute } from '../../../format/thread.ts';
import type { CheckedItem } from '../../../tickets/tree.ts';
import { EXAMPLE_ID, exampleItem } from '../../example-tree.ts';
import { fieldPlace } from '../../field-place.ts';
import type { Rule } from '../../rule.ts';

export const differsFromSlug: Rule = {
  id: 'id/differs-from-slug',
  severity: 'warning',
  summary: 'the id does not end with the slug',
  why: `An id ends with the slug that the item was made with. \`tickets edit --slug\` may give it another one later, and leaves an
event that says so. Where there is no such event, one of the two was changed by hand, and the item is found under
neither name by those who know the other.`,
  help: 'write the slug that the id ends with; `tickets edit --slug` changes it with an event',
  bad: exampleItem((text) => text.replace('slug: slow-search', 'slug: fast-search')),
  good: exampleItem((text) => text),
  at: { path: `open/${EXAMPLE_ID}/item.md`, line: 3, column: 7 },
  checkItem: (item) => {
    const slug = item.parsedItem()?.fields.slug ?? '';
    const end = slugOfItemId(item.id);
    if (slug === '' || end === null || slug === end) return [];
    // A second item of the same second and slug got a number behind its id from the old script.
    if (end.startsWith(`${slug}-`) && /^\d+$/.test(end.slice(slug.length + 1))) return [];
    if (wasEdited(item)) return [];
    return [{ ...fieldPlace(item, 'slug'), message: `the slug is '${slug}', and the id ends with '${end}'` }];
  },
};

function wasEdited(item: CheckedItem): boolean {
  const events = item.parsedThread()?.events ?? [];
  return events.some(
    (event) =>
      event.kind === 'item_edit' &&
      (attribute(event, 'field') ?? '').split(',').some((field) => field.trim() === 'slug'),
  );
}
