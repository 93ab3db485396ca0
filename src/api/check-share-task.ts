import { shareGlancer } from '../doctor/glance-share.ts';
import { packShare } from '../doctor/packed-share.ts';
import type { Status } from '../format/status.ts';
import type { Task } from '../threads/job.ts';
import type { ListedPlace } from '../tickets/tree.ts';
import type { rulesAsker } from './ask-rules.ts';
import { shareReader } from './share-reader.ts';

/** How many items are in a share: few enough that no thread waits long for the last one of another. */
export const SHARE = 64;

/** What a worker has to know to check items. */
export interface ShareInput {
  root: string;
  places: SharedPlaces;
  /** Per place, whether its findings are wanted; null where all are. */
  wanted: Uint8Array | null;
  /** The time of the check, in milliseconds since 1970. */
  now: number;
  /** Whether there are rules that have to be asked of every item. */
  asksAll: boolean;
}

/** The places of the items of all shares, in memory that all threads share: a copy for each would be the most that it has. */
export interface SharedPlaces {
  /** Share behind share as UTF-8: status and id of each item in turn, with a slash between them, which is in no name. */
  bytes: Uint8Array;
  /** Where each share ends. */
  ends: Int32Array;
}

export function sharePlaces(places: readonly ListedPlace[]): SharedPlaces {
  const shares = Math.ceil(places.length / SHARE);
  const ends = new Int32Array(new SharedArrayBuffer(shares * Int32Array.BYTES_PER_ELEMENT));
  const names = Array.from({ length: shares }, (_, share) => {
    const own = places.slice(share * SHARE, (share + 1) * SHARE);
    const text = Buffer.from(own.map(({ path }) => path).join('/'));
    ends[share] = (ends[share - 1] ?? 0) + text.length;
    return text;
  });
  const bytes = new Uint8Array(new SharedArrayBuffer(ends[shares - 1] ?? 0));
  for (const [share, text] of names.entries()) bytes.set(text, ends[share - 1] ?? 0);
  return { bytes, ends };
}

/** Status and id of each item of a share, in turn. */
function namesOfShare({ bytes, ends }: SharedPlaces, share: number): string[] {
  const start = ends[share - 1] ?? 0;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + start, (ends[share] ?? start) - start).toString();
  return text === '' ? [] : text.split('/');
}

/** The task of workers that check items. What a glance does not tell is asked of the rules, which are loaded then. */
export const checkShares: Task<ShareInput, string> = ({ root, places, wanted, now, asksAll }) => {
  const glanceAt = shareGlancer(new Date(now), asksAll);
  let rules: Promise<ReturnType<typeof rulesAsker>> | null = null;
  return async (share) => {
    const first = share * SHARE;
    const names = namesOfShare(places, share);
    const placeAt = (index: number): ListedPlace => {
      const [status, id] = [names[2 * index] as Status, names[2 * index + 1] as string];
      return { status, id, path: `${status}/${id}` };
    };
    const isWanted = (index: number): boolean => wanted === null || wanted[first + index] === 1;
    const reader = shareReader(root, placeAt, isWanted);
    const seen = glanceAt({ length: names.length / 2, ...reader });
    if (seen.unsure.length === 0) return packShare({ ...seen, found: [], left: [] });
    rules ??= import('./ask-rules.ts').then(({ rulesAsker }) => rulesAsker(new Date(now)));
    return (await rules)(seen, reader);
  };
};
