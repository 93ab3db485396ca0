import { EXAMPLE_COMMENT, EXAMPLE_ID, exampleThread, exampleTree } from '../../example-tree.ts';
import { eventName, logReports } from '../../log-reports.ts';
import type { Rule } from '../../rule.ts';

export const eventDropped: Rule = {
  id: 'log/event-dropped',
  severity: 'error',
  summary: 'an event of the earlier commit is not in the log',
  why: `A log is only ever appended to. Where an event is gone, someone took a review, a decision or a comment back without a
trace, or a merge kept one side only.`,
  help: 'take the event back from the earlier commit; `tickets redact` takes out a secret, and says so',
  base: exampleThread(`\n${EXAMPLE_COMMENT}`, '2026-06-01T10:00:00Z'),
  bad: exampleTree(),
  good: exampleThread(`\n${EXAMPLE_COMMENT}`, '2026-06-01T10:00:00Z'),
  at: { path: `open/${EXAMPLE_ID}/thread.md` },
  checkLog: (faults) => logReports(faults, 'event-dropped', (fault) => ({ message: `${eventName(fault)} is gone` })),
};
