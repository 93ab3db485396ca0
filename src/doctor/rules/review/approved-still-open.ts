import { parseTimestamp } from '../../../format/timestamp.ts';
import { headerPlace } from '../../event-place.ts';
import { EXAMPLE_ID, EXAMPLE_ITEM, EXAMPLE_THREAD, exampleTree } from '../../example-tree.ts';
import { FORGOTTEN_AFTER } from '../../forgotten-after.ts';
import type { Rule } from '../../rule.ts';

const ID = '20260501-090000-slow-search';
const inMay = (text: string): string => text.replaceAll('2026-06-01', '2026-05-01').replaceAll('20260601', '20260501');

const tree = (reviewed: string) =>
  exampleTree({
    [`open/${EXAMPLE_ID}/item.md`]: undefined,
    [`open/${EXAMPLE_ID}/thread.md`]: undefined,
    [`open/${EXAMPLE_ID}/artifacts/.gitkeep`]: undefined,
    [`open/${ID}/item.md`]: inMay(EXAMPLE_ITEM).replace(/updated_at: .*/, `updated_at: ${reviewed}`),
    [`open/${ID}/thread.md`]: `${inMay(EXAMPLE_THREAD)}
<!-- event: review author: bob at: ${reviewed} status: approve -->

## Review: approve

0.2 s now.

---
`,
    [`open/${ID}/artifacts/.gitkeep`]: '',
  });

export const approvedStillOpen: Rule = {
  id: 'review/approved-still-open',
  severity: 'hint',
  summary: 'an item was approved more than two weeks ago, and is still open',
  why: `An approval is mostly the last word before the close. An item that stays open long after it, with no other event, was
most likely forgotten: the list of open work is longer than the work.`,
  help: 'close it with `tickets close`, or say in a comment what is still to be done',
  bad: tree('2026-05-02T09:00:00Z'),
  good: tree('2026-05-30T09:00:00Z'),
  at: { path: `open/${ID}/thread.md`, line: 9, column: 1 },
  checkItem: (item, { now }) => {
    if (item.status !== 'open') return [];
    const last = item.parsedThread()?.events.at(-1);
    if (last?.verdict !== 'approve') return [];
    const time = parseTimestamp(last.at ?? '');
    if (time === null || now.getTime() - time <= FORGOTTEN_AFTER) return [];
    // The day, not the number of days: the finding is the same one tomorrow.
    return [{ ...headerPlace(item, last), message: `approved on ${last.at?.slice(0, 10)}, and still open` }];
  },
};
