import type { Status } from '../../format/status.ts';
import { parseTimestamp } from '../../format/timestamp.ts';
import { type Digest, OUTCOMES, type Outcome, type Waiting } from '../digest/digest.ts';
import { percentile } from './percentile.ts';
import { type Week, weeksOf } from './weeks.ts';

/** An item with its digest; `priority` and `title` of those that are not closed. */
export interface DigestedItem {
  id: string;
  status: Status;
  title: string | null;
  priority: string | null;
  digest: Digest;
}

/** What the logs of many items say together. Times are in seconds. */
export interface Insight {
  items: Record<Status, number>;
  /** Of items that are not closed, by how long ago they were made, and by priority. */
  open: { age: { within: string; items: number }[]; priority: { priority: string; items: number }[] };
  /** Up to 12 weeks, from Monday on, that end with the last one in which something was made or closed. */
  throughput: Week[];
  /** From the first event of a closed item to its close. */
  cycleTime: { items: number; median: number | null; percentile85: number | null };
  /** How the first review with a verdict of an item ended. */
  firstReview: { reviewed: number; approved: number; share: number | null };
  outcomes: { outcome: Outcome; items: number }[];
  /** Whoever gave a verdict, those with most of them first. */
  reviewers: { name: string; reviews: number; approvals: number; requests: number }[];
  /** Items that wait for a review or an answer, longest first. */
  waiting: { id: string; title: string | null; waiting: Waiting; since: string | null }[];
}

const DAY = 86_400;
const AGES = [
  { within: '1w', seconds: 7 * DAY },
  { within: '4w', seconds: 28 * DAY },
  { within: '13w', seconds: 91 * DAY },
  { within: '52w', seconds: 364 * DAY },
  { within: 'longer', seconds: Number.POSITIVE_INFINITY },
];

export function summarizeDigests(items: readonly DigestedItem[], now: Date): Insight {
  const open = items.filter(({ status }) => status !== 'closed');
  const closed = items.filter(({ status }) => status === 'closed');
  const cycles = closed.flatMap(({ digest }) => digest.times.close ?? []);
  const reviewed = items.filter(({ digest }) => digest.review.first !== null);
  const approved = reviewed.filter(({ digest }) => digest.review.first === 'approve').length;
  const ages = open.map(({ digest }) => ageGroup(digest, now));
  return {
    items: {
      open: items.filter(({ status }) => status === 'open').length,
      pending: items.filter(({ status }) => status === 'pending').length,
      closed: closed.length,
    },
    open: {
      age: AGES.map(({ within }) => ({ within, items: ages.filter((age) => age === within).length })),
      priority: countBy(open.map(({ priority }) => priority || 'none')).map(([priority, count]) => ({
        priority,
        items: count,
      })),
    },
    throughput: weeksOf(items.map(({ digest }) => digest)),
    cycleTime: { items: cycles.length, median: percentile(cycles, 50), percentile85: percentile(cycles, 85) },
    firstReview: {
      reviewed: reviewed.length,
      approved,
      share: reviewed.length === 0 ? null : Math.round((approved / reviewed.length) * 1000) / 1000,
    },
    outcomes: OUTCOMES.map((outcome) => ({
      outcome,
      items: items.filter(({ digest }) => digest.outcome === outcome).length,
    })),
    reviewers: reviewersOf(items),
    waiting: open
      .flatMap(({ id, title, digest }) =>
        digest.waiting === null ? [] : [{ id, title, waiting: digest.waiting, since: digest.lastActivity }],
      )
      .sort((a, b) => compare(a.since ?? '', b.since ?? '') || compare(a.id, b.id)),
  };
}

/** How old an item is. One without a time counts as old: nobody knows better. */
function ageGroup({ createdAt }: Digest, now: Date): string {
  const created = parseTimestamp(createdAt ?? '');
  const age = created === null ? Number.POSITIVE_INFINITY : (now.getTime() - created) / 1000;
  return AGES.find(({ seconds }) => age < seconds)?.within ?? 'longer';
}

function reviewersOf(items: readonly DigestedItem[]): Insight['reviewers'] {
  const found = new Map<string, Insight['reviewers'][number]>();
  for (const { digest } of items) {
    for (const { name, approvals, requests } of digest.participants) {
      if (approvals + requests === 0) continue;
      const known = found.get(name) ?? { name, reviews: 0, approvals: 0, requests: 0 };
      known.reviews += approvals + requests;
      known.approvals += approvals;
      known.requests += requests;
      found.set(name, known);
    }
  }
  return [...found.values()].sort((a, b) => b.reviews - a.reviews || compare(a.name, b.name));
}

function countBy(words: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => compare(a, b));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
