import { STATUSES, type Status } from '../format/status.ts';
import type { ItemSummary } from '../tickets/item.ts';
import { listPlaces, placesVersion, type TreeProblem } from './list-places.ts';
import { itemsDirectlyIn } from './locate-root.ts';
import { readSummary } from './read-summary.ts';

export interface ItemList {
  items: ItemSummary[];
  problems: TreeProblem[];
}

/** How often a scan is repeated while items move under it. */
const MOST_SCANS = 10;

/**
 * All items of the given statuses, by status and id. Takes no lock: a scan during which an item moved is
 * repeated, since it can miss the item or see it twice.
 */
export function listItems(root: string, statuses: readonly Status[] = STATUSES): ItemList {
  for (let scan = 1; ; scan += 1) {
    const before = placesVersion(root);
    const list = scanOnce(root, statuses);
    if (placesVersion(root) === before || scan === MOST_SCANS) return list;
  }
}

function scanOnce(root: string, statuses: readonly Status[]): ItemList {
  const { places, problems } = listPlaces(root, statuses);
  const items: ItemSummary[] = [];
  for (const place of places) {
    const read = readSummary(root, place);
    if (read) items.push(read.summary);
  }
  const stray = itemsDirectlyIn(root);
  if (stray > 0) {
    const message = `${stray} ${stray === 1 ? 'item stands' : 'items stand'} directly in the root, in no status directory: not listed`;
    problems.push({ code: 'layout/item-outside-status', path: '', message });
  }
  return { items, problems };
}
