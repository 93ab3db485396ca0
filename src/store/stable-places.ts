import { STATUSES, type Status } from '../format/status.ts';
import { CLOCK_TICK } from './clock-tick.ts';
import { listPlaces, type Places, placesTimes } from './list-places.ts';
import { pause } from './pause.ts';

/** How often the names are read again while items move. */
const MOST_SCANS = 100;

/**
 * The item directories of a tree as they were at one moment. Reading three directories one after the other, while items
 * move between them, can miss an item or see it twice; so a scan counts only if nothing moved during it. That is sure if
 * the directories' times are the same before and after, and were older than a tick of the clock. If things keep moving,
 * two scans in a row that saw the same, one in each direction, count as well.
 */
export function stablePlaces(root: string, statuses: readonly Status[] = STATUSES): Places {
  let last = '';
  for (let scan = 1; ; scan += 1) {
    const before = placesTimes(root);
    const isOld = Date.now() - Math.max(...before) > CLOCK_TICK;
    const scanned = listPlaces(root, statuses, scan % 2 === 0);
    const isSame = placesTimes(root).join() === before.join();
    if ((isSame && isOld) || scan === MOST_SCANS) return scanned;
    const names = scanned.places.map(({ status, id }) => `${status}/${id}`).join('\n');
    if (isSame && scan > 1 && names === last) return scanned;
    last = names;
    pause(Math.random() * 5);
  }
}
