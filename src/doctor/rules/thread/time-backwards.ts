import { attributePlace } from '../../event-place.ts';
import { exampleThread } from '../../example-tree.ts';
import type { Report, Rule } from '../../rule.ts';

const FORM = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

const thread = (first: string, second: string): string => `
<!-- event: comment author: ann at: ${first} -->

## Comment

It is the index.

---

<!-- event: comment author: bob at: ${second} -->

## Comment

Then it can be mended.

---
`;

export const timeBackwards: Rule = {
  id: 'thread/time-backwards',
  severity: 'hint',
  summary: 'an event is earlier than the one before it',
  why: `The order in the file is the order of events, and times should agree: each command writes the later of now and the
time of the last event. An earlier one tells of a clock that was wrong, or of an event that was put in by hand. It is no
more than a hint: a merge that puts the events of one branch behind those of the other gives such a log, too, and nothing
is wrong with it.`,
  help: 'see in `git log` where the event comes from; leave it if a merge brought it, or if only the clock was wrong',
  bad: exampleThread(thread('2026-06-01T11:00:00Z', '2026-06-01T10:00:00Z'), '2026-06-01T10:00:00Z'),
  good: exampleThread(thread('2026-06-01T10:00:00Z', '2026-06-01T11:00:00Z'), '2026-06-01T11:00:00Z'),
  at: { path: 'open/20260601-090000-slow-search/thread.md', line: 17, column: 37 },
  checkItem: (item) => {
    const reports: Report[] = [];
    let before = '';
    for (const event of item.parsedThread()?.events ?? []) {
      const { at } = event;
      // In the one form, order as text is order in time; another form is a finding of its own.
      if (at === null || !FORM.test(at)) continue;
      if (at < before) {
        const message = `the ${event.kind} event at ${at} stands after one at ${before}`;
        reports.push({ ...attributePlace(item, event, 'at'), message });
      }
      before = at;
    }
    return reports;
  },
};
