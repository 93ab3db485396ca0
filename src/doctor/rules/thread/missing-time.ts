import { headerPlace } from '../../event-place.ts';
import { exampleThread } from '../../example-tree.ts';
import { headerFault } from '../../header-faults.ts';
import type { Rule } from '../../rule.ts';

const thread = (at: string): string => `
<!-- event: comment author: ann${at} -->

## Comment

It is the index.

---
`;

export const missingTime: Rule = {
  id: 'thread/missing-time',
  severity: 'warning',
  summary: 'an event does not say when it was',
  why: `Lists by time, merges of two logs and the check of \`updated_at\` need the time of every event. Every command writes
it; an event without was written by hand.`,
  help: 'add `at: YYYY-MM-DDTHH:MM:SSZ` (UTC) to the header; `git blame` says when the line was written',
  bad: exampleThread(thread('')),
  good: exampleThread(thread(' at: 2026-06-01T10:00:00Z'), '2026-06-01T10:00:00Z'),
  at: { path: 'open/20260601-090000-slow-search/thread.md', line: 9, column: 1 },
  checkItem: (item) =>
    (item.parsedThread()?.events ?? [])
      .filter((event) => event.at === null && headerFault(event) === null)
      .map((event) => ({ ...headerPlace(item, event), message: `the ${event.kind} event has no time` })),
};
