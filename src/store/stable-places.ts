import { STATUSES, type Status } from '../format/status.ts';
import { CLOCK_TICK } from './clock-tick.ts';
import { idsInTwo } from './ids-in-two.ts';
import { listPlaces, type Places, placesTimes } from './list-places.ts';
import { pause } from './pause.ts';

/** So many milliseconds after a move an item may still be on its way: overlooked, or in two directories, moved by a copy. */
export const LATELY = 500;
/** How often the names are read again while items move. */
const MOST_SCANS = 100;

/**
 * The item directories of a tree as they were at one moment. Reading three directories one after the other, while items
 * move between them, can miss an item or see it twice; so a scan counts only if nothing moved during it. That is sure if
 * the directories' times are the same before and after, and were older than a tick of the clock. If things keep moving,
 * two scans in a row that saw the same, one in each direction, count as well. Where a directory cannot be renamed, its item
 * stands in two for a moment: that is waited for.
 */
export function stablePlaces(root: string, statuses: readonly Status[] = STATUSES): Places {
  let last = '';
  for (let scan = 1; ; scan += 1) {
    const before = placesTimes(root);
    const age = Date.now() - Math.max(...before);
    const isOld = age > CLOCK_TICK;
    const scanned = listPlaces(root, statuses, scan % 2 === 0);
    const isSame = placesTimes(root).join() === before.join();
    if (scan === MOST_SCANS) return scanned;
    const mayBeCopied = age >= 0 && age < LATELY && idsInTwo(scanned.places).size > 0;
    if (isSame && isOld && !mayBeCopied) return scanned;
    const names = scanned.places.map(({ status, id }) => `${status}/${id}`).join('\n');
    if (isSame && scan > 1 && names === last && !mayBeCopied) return scanned;
    last = names;
    pause(Math.random() * 5);
  }
}
