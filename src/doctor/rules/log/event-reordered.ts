import { EXAMPLE_ANSWER, EXAMPLE_COMMENT, EXAMPLE_ID, exampleThread } from '../../example-tree.ts';
import { eventName, logReports } from '../../log-reports.ts';
import type { Rule } from '../../rule.ts';

export const eventReordered: Rule = {
  id: 'log/event-reordered',
  severity: 'error',
  summary: 'events are in another order than before',
  why: `The order in the file is the order of events: a review that asks for changes, put in front of the approval that it
followed, says that they were made.`,
  help: 'put them back into the order of the earlier commit',
  base: exampleThread(`\n${EXAMPLE_COMMENT}\n${EXAMPLE_ANSWER}`, '2026-06-01T10:00:00Z'),
  bad: exampleThread(`\n${EXAMPLE_ANSWER}\n${EXAMPLE_COMMENT}`, '2026-06-01T10:00:00Z'),
  good: exampleThread(`\n${EXAMPLE_COMMENT}\n${EXAMPLE_ANSWER}`, '2026-06-01T10:00:00Z'),
  at: { path: `open/${EXAMPLE_ID}/thread.md`, line: 9, column: 1 },
  checkLog: (faults) =>
    logReports(faults, 'event-reordered', (fault) => ({
      message: `${eventName(fault)} stands in another place than before`,
    })),
};
