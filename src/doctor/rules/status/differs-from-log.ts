import { statusAfter } from '../../../tickets/status-after.ts';
import { EXAMPLE_ID, exampleThread } from '../../example-tree.ts';
import type { Rule } from '../../rule.ts';

const MOVE = `
<!-- event: state_changed author: ann at: 2026-06-01T10:00:00Z from: open to: pending -->

## State changed

Moved from open to pending.

---
`;

export const differsFromLog: Rule = {
  id: 'status/differs-from-log',
  severity: 'warning',
  summary: 'the last event about the status says another one than the directory',
  why: `The log tells where an item was moved, by whom and why. Here it was moved again without an event: by hand, by a merge,
or by a program that writes none. Who did it, and why, is nowhere to be read. A log that never speaks of the status is
no fault.`,
  help: 'if the log is right, move the directory back; else move it back and forth with `tickets status`, which adds events',
  bad: exampleThread(MOVE, '2026-06-01T10:00:00Z'),
  good: {
    ...exampleThread(
      MOVE + MOVE.replaceAll('pending', '*').replaceAll('open', 'pending').replaceAll('*', 'open'),
      '2026-06-01T10:00:00Z',
    ),
  },
  at: { path: `open/${EXAMPLE_ID}/thread.md`, line: 9, column: 1 },
  checkItem: (item) => {
    const events = item.parsedThread()?.events ?? [];
    const last = events.findLast((event) => statusAfter(event) !== null);
    const status = last ? statusAfter(last) : null;
    if (!last || status === null || status === item.status) return [];
    const length = last.raw.split('\n', 1)[0]?.trimEnd().length ?? 0;
    return [
      {
        path: `${item.path}/thread.md`,
        line: last.line,
        column: 1,
        endLine: last.line,
        endColumn: length + 1,
        message: `the last event about the status says '${status}', and the item is in ${item.status}/`,
      },
    ];
  },
};
