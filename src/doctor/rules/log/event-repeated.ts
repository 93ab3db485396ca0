import { EXAMPLE_ANSWER, EXAMPLE_COMMENT, EXAMPLE_ID, exampleThread } from '../../example-tree.ts';
import { eventName, logReports } from '../../log-reports.ts';
import type { Rule } from '../../rule.ts';

export const eventRepeated: Rule = {
  id: 'log/event-repeated',
  severity: 'error',
  summary: 'a new event has the id of another one in its log',
  why: `An id names one event of a log. A second one is a copy: an old approval that is put behind a request for changes fits its
id, and says that they were made. Whoever says the same again writes an event with another time, and another id.`,
  help: 'remove the new one; a merge that kept an event of both sides keeps it once',
  base: exampleThread(`\n${EXAMPLE_COMMENT}\n${EXAMPLE_ANSWER}`, '2026-06-01T10:00:00Z'),
  bad: exampleThread(`\n${EXAMPLE_COMMENT}\n${EXAMPLE_ANSWER}\n${EXAMPLE_COMMENT}`, '2026-06-01T10:00:00Z'),
  good: exampleThread(`\n${EXAMPLE_COMMENT}\n${EXAMPLE_ANSWER}`, '2026-06-01T10:00:00Z'),
  at: { path: `open/${EXAMPLE_ID}/thread.md`, line: 25, column: 1 },
  checkLog: (faults) =>
    logReports(faults, 'event-repeated', (fault) => ({
      message: `${eventName(fault)} has the id of another event in this log`,
    })),
};
