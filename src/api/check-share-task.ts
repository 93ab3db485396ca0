import { shareGlancer } from '../doctor/glance-share.ts';
import { packShare } from '../doctor/packed-share.ts';
import type { Status } from '../format/status.ts';
import { itemPath } from '../store/item-path.ts';
import { readItem } from '../store/read-checked-item.ts';
import { readValidText } from '../store/read-file.ts';
import { readPlainFiles } from '../store/read-plain-files.ts';
import type { Task } from '../threads/job.ts';
import type { ItemPlace } from '../tickets/change.ts';
import type { rulesAsker } from './ask-rules.ts';

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
  /** Whether there are rules that have to be asked of every item. */
  asksAll: boolean;
}

export function joinPlaces(places: readonly ItemPlace[]): string {
  return places.map(({ status, id }) => `${status}/${id}`).join('/');
}

/** The task of workers that check items. What a glance does not tell is asked of the rules, which are loaded then. */
export const checkShares: Task<ShareInput, string> = ({ root, places, wanted, now, asksAll }) => {
  const names = places === '' ? [] : places.split('/');
  const glanceAt = shareGlancer(new Date(now), asksAll);
  let rules: Promise<ReturnType<typeof rulesAsker>> | null = null;
  return async (share) => {
    const first = share * SHARE;
    const placeAt = (index: number): ItemPlace => {
      const at = 2 * (first + index);
      return { status: names[at] as Status, id: names[at + 1] as string };
    };
    const isWanted = (index: number): boolean => wanted === null || wanted[first + index] === 1;
    const length = Math.min(SHARE, names.length / 2 - first);
    const seen = glanceAt({ length, plainAt: (index) => readPlainFiles(root, placeAt(index)), isWanted });
    if (seen.unsure.length === 0) return packShare({ ...seen, found: [], left: [] });
    rules ??= import('./ask-rules.ts').then(({ rulesAsker }) => rulesAsker(new Date(now)));
    return (await rules)(seen, {
      itemAt: (index) => readItem(root, placeAt(index)),
      textAt: (index, path) => readValidText(itemPath(root, placeAt(index), path)),
      isWanted,
    });
  };
};
