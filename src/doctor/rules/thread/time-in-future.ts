import { formatTimestamp, parseTimestamp } from '../../../format/timestamp.ts';
import { attributePlace } from '../../event-place.ts';
import { exampleThread } from '../../example-tree.ts';
import type { Rule } from '../../rule.ts';

/** Clocks and time zones may differ by that much: a local time with a `Z` behind it is no reason to complain. */
const TOLERANCE = 24 * 60 * 60 * 1000;

const thread = (year: string): string => `
<!-- event: comment author: ann at: ${year}-06-01T10:00:00Z -->

## Comment

It is the index.

---
`;

export const timeInFuture: Rule = {
  id: 'thread/time-in-future',
  severity: 'warning',
  summary: 'an event is more than a day in the future',
  why: `No event can be written before it happens. A time in the future also holds back all later events: each gets at
least the time of the one before it.`,
  help: 'correct the time; `git blame` says when the line was written',
  bad: exampleThread(thread('2062'), '2062-06-01T10:00:00Z'),
  good: exampleThread(thread('2026'), '2026-06-01T10:00:00Z'),
  at: { path: 'open/20260601-090000-slow-search/thread.md', line: 9, column: 37 },
  checkItem: (item, { now }) => {
    const latest = formatTimestamp(new Date(now.getTime() + TOLERANCE));
    return (
      (item.parsedThread()?.events ?? [])
        // As texts first: nearly all are earlier, and need no reading.
        .filter(({ at }) => at !== null && at > latest && parseTimestamp(at) !== null)
        .map((event) => ({
          ...attributePlace(item, event, 'at'),
          message: `the ${event.kind} event at ${event.at} is in the future`,
        }))
    );
  },
};
