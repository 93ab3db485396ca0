import type { Verdict } from '../../format/event-kinds.ts';
import type { ThreadEvent } from '../../format/thread.ts';

/** One line of the timeline of an item. */
export interface TimelineEvent {
  /** Its place in the log, counted from 1. */
  number: number;
  kind: string;
  author: string | null;
  at: string | null;
  verdict: Verdict | null;
}

const MOST_FIRST = 5;
const MOST_LAST = 15;

/** The first and last events of a log of so many; of a short one, all. `first` has them all where `last` is empty. */
export function timelineOf(
  count: number,
  { first, last }: { first: readonly ThreadEvent[]; last: readonly ThreadEvent[] },
): TimelineEvent[] {
  const rest = last.length > 0 ? last : first;
  const ends = rest.slice(-Math.min(rest.length, count <= MOST_FIRST + MOST_LAST ? count : MOST_LAST));
  const tail = ends.map((event, index) => lineOf(event, count - ends.length + index + 1));
  const free = count - ends.length;
  return [...first.slice(0, Math.min(free, MOST_FIRST)).map((event, index) => lineOf(event, index + 1)), ...tail];
}

function lineOf({ kind, author, at, verdict }: ThreadEvent, number: number): TimelineEvent {
  return { number, kind, author, at, verdict };
}
