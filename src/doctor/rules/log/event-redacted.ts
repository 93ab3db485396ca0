import { redactText } from '../../../tickets/redact-text.ts';
import {
  EXAMPLE_COMMENT,
  EXAMPLE_ID,
  EXAMPLE_ITEM,
  EXAMPLE_THREAD,
  exampleThread,
  exampleTree,
} from '../../example-tree.ts';
import { eventName, logReports } from '../../log-reports.ts';
import type { Rule } from '../../rule.ts';

/** The example with its comment taken out, as `tickets redact` leaves it. */
function redacted() {
  const item = {
    id: EXAMPLE_ID,
    status: 'open' as const,
    itemText: EXAMPLE_ITEM,
    threadText: `${EXAMPLE_THREAD}\n${EXAMPLE_COMMENT}`,
    resolutionText: null,
    digestText: null,
  };
  const { changes } = redactText(item, '2', 'A token.', { author: 'bob', now: new Date('2026-06-01T11:00:00Z') });
  return exampleTree(
    Object.fromEntries(
      changes.flatMap((change) =>
        change.type === 'write' ? [[`open/${EXAMPLE_ID}/${change.file}`, change.text]] : [],
      ),
    ),
  );
}

export const eventRedacted: Rule = {
  id: 'log/event-redacted',
  severity: 'warning',
  summary: 'the text of an event was taken out',
  why: `\`tickets redact\` takes out a secret that got into a log: the event keeps its place, its header and its id, and an event of
its own says who did it and why. It is told each time, so that nothing goes this way unseen. The text is still in git's
history; only rewriting that takes it out there, and a secret that was pushed is no secret any more.`,
  help: 'see whether the reason is a good one, and change the secret that leaked',
  base: exampleThread(`\n${EXAMPLE_COMMENT}`, '2026-06-01T10:00:00Z'),
  bad: redacted(),
  good: exampleThread(`\n${EXAMPLE_COMMENT}`, '2026-06-01T10:00:00Z'),
  at: { path: `open/${EXAMPLE_ID}/thread.md`, line: 9, column: 1 },
  checkLog: (faults) =>
    logReports(faults, 'event-redacted', ({ event, found }) => {
      const reason = (found?.body ?? '').trim().split('\n')[0] ?? '';
      return { message: `${eventName({ event, found })} lost its text; ${found?.author ?? 'nobody'} says: ${reason}` };
    }),
};
