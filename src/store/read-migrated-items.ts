import type { MigratedItem } from '../tickets/migration/legacy.ts';
import type { CheckedFile } from '../tickets/tree.ts';
import { listPlaces } from './list-places.ts';
import { readItems } from './read-tree.ts';

/** The items that a migration has made, as far as they can be read. */
export function readMigratedItems(root: string): MigratedItem[] {
  const found: MigratedItem[] = [];
  for (const item of readItems(root, listPlaces(root).places)) {
    const file = item.parsedItem();
    const events = item.parsedThread()?.events ?? [];
    if (!file || events[0]?.kind !== 'migration') continue;
    const { title, slug, legacyTicket, createdAt } = file.fields;
    const reviews = events.filter(({ kind }) => kind === 'review').map(({ body }) => body);
    const itemText = (item.item as CheckedFile).text;
    found.push({ id: item.id, slug, status: item.status, title, legacyTicket, createdAt, itemText, reviews });
  }
  return found;
}
