import { EXAMPLE_COMMENT, EXAMPLE_ID, exampleThread } from '../../example-tree.ts';
import { eventName, logReports } from '../../log-reports.ts';
import type { Rule } from '../../rule.ts';

export const eventEdited: Rule = {
  id: 'log/event-edited',
  severity: 'error',
  summary: 'an event is not byte for byte what it was',
  why: `What was said was said: a review that can be turned around afterwards, or an event that can be given another time or
author, proves nothing. This finds one changed byte, also in events of the old script, which have no id.`,
  help: 'take it as it was from the earlier commit; what is to be added is a new event; `tickets redact` takes out a secret',
  base: exampleThread(`\n${EXAMPLE_COMMENT}`, '2026-06-01T10:00:00Z'),
  bad: exampleThread(`\n${EXAMPLE_COMMENT.replace('the index', 'the network')}`, '2026-06-01T10:00:00Z'),
  good: exampleThread(`\n${EXAMPLE_COMMENT}`, '2026-06-01T10:00:00Z'),
  at: { path: `open/${EXAMPLE_ID}/thread.md`, line: 9, column: 1 },
  checkLog: (faults) =>
    logReports(faults, 'event-edited', (fault) => ({
      message: fault.event === null ? 'the text before the first event was changed' : `${eventName(fault)} was changed`,
    })),
};
