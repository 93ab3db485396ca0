import { VERDICTS } from '../format/event-kinds.ts';
import { parseTimestamp } from '../format/timestamp.ts';
import { type Digest, WAITING, type Waiting } from '../tickets/digest/digest.ts';
import type { ItemSummary } from '../tickets/item.ts';

export const VERDICT_CHOICES = [...VERDICTS, 'none'] as const;
export const WAITING_CHOICES = WAITING;

/** Filters that only the logs of items can answer. */
export interface LogFilters {
  /** `review`: work was reported, or an answer given, and nobody has reviewed it. `answer`: changes are requested, and nothing was said since. */
  waiting?: Waiting;
  /** Of the last review with one. */
  verdict?: (typeof VERDICT_CHOICES)[number];
  /** Without an event since then. */
  idle?: Date;
}

/** Whether the digests of items are needed. They cost reading the logs of all that are not closed. */
export function asksLogs({ waiting, verdict, idle, sort }: LogFilters & { sort?: string }): boolean {
  return waiting !== undefined || verdict !== undefined || idle !== undefined || sort === 'idle';
}

/** The items whose logs fit; in the order of their last events, the latest first, where that is the order asked for. */
export function chooseByLog(
  items: readonly ItemSummary[],
  options: LogFilters & { sort?: string },
  digestOf: (item: ItemSummary) => Digest,
): ItemSummary[] {
  if (!asksLogs(options)) return [...items];
  const fitting = items
    .map((item) => ({ item, digest: digestOf(item) }))
    .filter(({ digest }) => fitsLog(digest, options));
  const last = ({ digest }: { digest: Digest }): string => digest.lastActivity ?? '';
  if (options.sort === 'idle') fitting.sort((a, b) => compare(last(b), last(a)) || compare(a.item.id, b.item.id));
  return fitting.map(({ item }) => item);
}

function fitsLog({ waiting, review, lastActivity }: Digest, wanted: LogFilters): boolean {
  if (wanted.waiting !== undefined && waiting !== wanted.waiting) return false;
  if (wanted.verdict !== undefined && (review.last ?? 'none') !== wanted.verdict) return false;
  const last = parseTimestamp(lastActivity ?? '');
  // Nothing is known of an item without a time: it may have been idle for ever.
  return wanted.idle === undefined || last === null || last <= wanted.idle.getTime();
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
