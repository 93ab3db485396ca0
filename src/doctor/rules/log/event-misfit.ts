import { EXAMPLE_COMMENT, EXAMPLE_ID, exampleThread, exampleTree } from '../../example-tree.ts';
import { eventName, logReports } from '../../log-reports.ts';
import type { Rule } from '../../rule.ts';

export const eventMisfit: Rule = {
  id: 'log/event-misfit',
  severity: 'error',
  summary: 'a new event does not fit its id',
  why: `The id of an event is made from the item's id and from everything that the event says. A new one that does not fit was
written for another item, and a merge or a copy put it here; or it was changed after it was written.`,
  help: 'write the event with `tickets`, or move it to the item that it was written for',
  base: exampleTree(),
  bad: exampleThread(`\n${EXAMPLE_COMMENT.replace('the index', 'the network')}`, '2026-06-01T10:00:00Z'),
  good: exampleThread(`\n${EXAMPLE_COMMENT}`, '2026-06-01T10:00:00Z'),
  at: { path: `open/${EXAMPLE_ID}/thread.md`, line: 9, column: 1 },
  checkLog: (faults) =>
    logReports(faults, 'event-misfit', (fault) => ({
      message: `${eventName(fault)} does not fit its id`,
      ...(fault.other !== null && { help: `it was written for ${fault.other}: move it to that item's thread.md` }),
    })),
};
