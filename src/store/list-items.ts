import { STATUSES, type Status } from '../format/status.ts';
import type { ItemPlace } from '../tickets/change.ts';
import type { ItemSummary } from '../tickets/item.ts';
import { idsInTwo } from './ids-in-two.ts';
import type { TreeProblem } from './list-places.ts';
import { itemsDirectlyIn } from './locate-root.ts';
import { readListedSummary } from './read-listed-summary.ts';
import { readSummary } from './read-summary.ts';
import { stablePlaces } from './stable-places.ts';

export interface ItemList {
  items: ItemSummary[];
  problems: TreeProblem[];
}

/** Where items stand, by name alone: a directory that is no item may be among them. */
export interface ListedPlaces {
  places: ItemPlace[];
  /** The ids that stand in two status directories. */
  twice: ReadonlySet<string>;
  problems: TreeProblem[];
}

/** The places of all items of the given statuses, by status and id, and what is in the way of listing more. */
export function listedPlaces(root: string, statuses: readonly Status[]): ListedPlaces {
  const { places, problems } = stablePlaces(root, statuses);
  const stray = itemsDirectlyIn(root);
  if (stray > 0) {
    const message = `${stray} ${stray === 1 ? 'item stands' : 'items stand'} directly in the root, in no status directory: not listed`;
    problems.push({ code: 'layout/item-outside-status', path: '', message });
  }
  return { places, twice: idsInTwo(places), problems };
}

/**
 * All items of the given statuses, by status and id. Takes no lock: an item that moves after its name was read is read
 * where it is then.
 */
export function listItems(root: string, statuses: readonly Status[] = STATUSES): ItemList {
  const { places, twice, problems } = listedPlaces(root, statuses);
  const items: ItemSummary[] = [];
  let moved = false;
  for (const place of places) {
    const summary = readListedSummary(root, place) ?? readMovedSummary(root, place, twice);
    if (summary === null || !statuses.includes(summary.status)) continue;
    items.push(summary);
    moved ||= summary.status !== place.status;
  }
  if (moved) items.sort((a, b) => STATUSES.indexOf(a.status) - STATUSES.indexOf(b.status) || (a.id < b.id ? -1 : 1));
  return { items, problems };
}

/**
 * Shows the same items to `visit` in the same order, one after the other, until it says that it has seen enough; gives what
 * was in the way of listing more. Null where an item has moved meanwhile: then they are in no order, some may have been shown
 * already, and `listItems` is to be asked.
 */
export function visitItems(
  root: string,
  statuses: readonly Status[],
  visit: (item: ItemSummary) => boolean,
): TreeProblem[] | null {
  const { places, twice, problems } = listedPlaces(root, statuses);
  for (const place of places) {
    const summary = readListedSummary(root, place);
    if (summary === null && readMovedSummary(root, place, twice) !== null) return null;
    if (summary !== null && !visit(summary)) break;
  }
  return problems;
}

/** The summary of an item that is not where it was listed; null for one that is nowhere. */
export function readMovedSummary(root: string, { id }: ItemPlace, twice: ReadonlySet<string>): ItemSummary | null {
  // An item that stands in two directories is read in each; a husk of it is none.
  if (twice.has(id)) return null;
  // Twice round: it may go back to where we have just looked.
  for (const status of [...STATUSES, ...STATUSES]) {
    const read = readSummary(root, { status, id });
    if (read) return read.summary;
  }
  return null;
}
