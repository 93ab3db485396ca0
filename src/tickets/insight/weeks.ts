import { parseTimestamp } from '../../format/timestamp.ts';
import type { Digest } from '../digest/digest.ts';

export interface Week {
  /** Its Monday, `2026-06-01`, in UTC. */
  week: string;
  created: number;
  closed: number;
}

const WEEK = 7 * 86_400_000;
/** 1970-01-05 was a Monday. */
const FIRST_MONDAY = 4 * 86_400_000;
const MOST_WEEKS = 12;

/** How many items were made and closed in each week, up to the last one in which that happened. */
export function weeksOf(digests: readonly Digest[]): Week[] {
  const created = new Map<number, number>();
  const closed = new Map<number, number>();
  for (const { createdAt, times } of digests) {
    const start = parseTimestamp(createdAt ?? '');
    if (start === null) continue;
    count(created, weekOf(start));
    if (times.close !== null) count(closed, weekOf(start + times.close * 1000));
  }
  const weeks = [...created.keys(), ...closed.keys()];
  if (weeks.length === 0) return [];
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const week of weeks) [first, last] = [Math.min(first, week), Math.max(last, week)];
  const from = Math.max(first, last - MOST_WEEKS + 1);
  return Array.from({ length: last - from + 1 }, (_, index) => ({
    week: new Date(FIRST_MONDAY + (from + index) * WEEK).toISOString().slice(0, 10),
    created: created.get(from + index) ?? 0,
    closed: closed.get(from + index) ?? 0,
  }));
}

function weekOf(time: number): number {
  return Math.floor((time - FIRST_MONDAY) / WEEK);
}

function count(counts: Map<number, number>, week: number): void {
  counts.set(week, (counts.get(week) ?? 0) + 1);
}
