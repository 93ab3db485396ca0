import { headerPlace } from '../../event-place.ts';
import { exampleThread } from '../../example-tree.ts';
import { headerFault } from '../../header-faults.ts';
import type { Rule } from '../../rule.ts';

const thread = (author: string): string => `
<!-- event: comment${author} at: 2026-06-01T10:00:00Z -->

## Comment

It is the index.

---
`;

export const missingAuthor: Rule = {
  id: 'thread/missing-author',
  severity: 'warning',
  summary: 'an event does not say whose it is',
  why: `A log is worth as much as the names in it: an approval without an author is nobody's. Every command writes one; an
event without was written by hand.`,
  help: 'add `author: NAME` to the header; `git blame` says who wrote the line',
  bad: exampleThread(thread(''), '2026-06-01T10:00:00Z'),
  good: exampleThread(thread(' author: ann'), '2026-06-01T10:00:00Z'),
  at: { path: 'open/20260601-090000-slow-search/thread.md', line: 9, column: 1 },
  checkItem: (item) =>
    (item.parsedThread()?.events ?? [])
      .filter((event) => event.author === null && headerFault(event) === null)
      .map((event) => ({ ...headerPlace(item, event), message: `the ${event.kind} event has no author` })),
};
