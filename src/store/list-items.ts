import { STATUSES, type Status } from '../format/status.ts';
import type { ItemPlace } from '../tickets/change.ts';
import type { ItemSummary } from '../tickets/item.ts';
import type { TreeProblem } from './list-places.ts';
import { itemsDirectlyIn } from './locate-root.ts';
import { readListedSummary } from './read-listed-summary.ts';
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
  const isListedTwice = duplicates(places);
  let moved = false;
  const items: ItemSummary[] = [];
  for (const place of places) {
    const summary = readListedSummary(root, place);
    if (summary) items.push(summary);
    // An item that stands in two directories is read in each; a husk of it is none.
    else if (!isListedTwice(place.id)) {
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

/** Whether an id stands in two status directories: worked out when it is asked for, which is seldom. */
function duplicates(places: readonly ItemPlace[]): (id: string) => boolean {
  let counts: Map<string, number> | undefined;
  return (id) => {
    if (counts === undefined) {
      counts = new Map();
      for (const place of places) counts.set(place.id, (counts.get(place.id) ?? 0) + 1);
    }
    return (counts.get(id) ?? 0) > 1;
  };
}

function readElsewhere(root: string, id: string): ItemSummary | null {
  // Twice round: it may go back to where we have just looked.
  for (const status of [...STATUSES, ...STATUSES]) {
    const read = readSummary(root, { status, id });
    if (read) return read.summary;
  }
  return null;
}
