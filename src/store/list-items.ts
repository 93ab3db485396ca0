import { STATUSES, type Status } from '../format/status.ts';
import type { ItemSummary } from '../tickets/item.ts';
import type { TreeProblem } from './list-places.ts';
import { itemsDirectlyIn } from './locate-root.ts';
import { readSummary } from './read-summary.ts';
import { stablePlaces } from './stable-places.ts';

export interface ItemList {
  items: ItemSummary[];
  problems: TreeProblem[];
}

/**
 * All items of the given statuses, by status and id. Takes no lock: an item that moves after its name was read is read
 * where it is then.
 */
export function listItems(root: string, statuses: readonly Status[] = STATUSES): ItemList {
  const { places, problems } = stablePlaces(root, statuses);
  const listed = new Map<string, number>();
  for (const { id } of places) listed.set(id, (listed.get(id) ?? 0) + 1);
  let moved = false;
  const items: ItemSummary[] = [];
  for (const place of places) {
    const read = readSummary(root, place);
    if (read) items.push(read.summary);
    // An item that stands in two directories is read in each; a husk of it is none.
    else if (listed.get(place.id) === 1) {
      const elsewhere = readElsewhere(root, place.id);
      if (elsewhere && statuses.includes(elsewhere.status)) items.push(elsewhere);
      moved ||= elsewhere !== null;
    }
  }
  if (moved) items.sort((a, b) => STATUSES.indexOf(a.status) - STATUSES.indexOf(b.status) || (a.id < b.id ? -1 : 1));
  const stray = itemsDirectlyIn(root);
  if (stray > 0) {
    const message = `${stray} ${stray === 1 ? 'item stands' : 'items stand'} directly in the root, in no status directory: not listed`;
    problems.push({ code: 'layout/item-outside-status', path: '', message });
  }
  return { items, problems };
}

function readElsewhere(root: string, id: string): ItemSummary | null {
  // Twice round: it may go back to where we have just looked.
  for (const status of [...STATUSES, ...STATUSES]) {
    const read = readSummary(root, { status, id });
    if (read) return read.summary;
  }
  return null;
}
