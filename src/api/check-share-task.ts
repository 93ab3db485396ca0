import { RULES } from '../doctor/all-rules.ts';
import { shareChecker, workerContext } from '../doctor/check-share.ts';
import { packShare } from '../doctor/packed-share.ts';
import type { Status } from '../format/status.ts';
import { readItem } from '../store/read-checked-item.ts';
import type { Task } from '../threads/job.ts';
import type { ItemPlace } from '../tickets/change.ts';

/** How many items are in a share: few enough that no thread waits long for the last one of another. */
export const SHARE = 64;

/** What a worker has to know to check items. */
export interface ShareInput {
  root: string;
  /** Status and id of each item in turn, with a slash between them, which is in no name: one text is quickly copied. */
  places: string;
  /** Per place, whether its findings are wanted; null where all are. */
  wanted: Uint8Array | null;
  /** The time of the check, in milliseconds since 1970. */
  now: number;
}

export function joinPlaces(places: readonly ItemPlace[]): string {
  return places.map(({ status, id }) => `${status}/${id}`).join('/');
}

/** The task of workers that check items. */
export const checkShares: Task<ShareInput, string> = ({ root, places, wanted, now }) => {
  const names = places === '' ? [] : places.split('/');
  const check = shareChecker({ rules: RULES, context: workerContext(new Date(now)), keepRepairs: false });
  return (share) => {
    const first = share * SHARE;
    return packShare(
      check({
        length: Math.min(SHARE, names.length / 2 - first),
        itemAt: (index) => {
          const at = 2 * (first + index);
          return readItem(root, { status: names[at] as Status, id: names[at + 1] as string });
        },
        isWanted: (index) => wanted === null || wanted[first + index] === 1,
      }),
    );
  };
};
