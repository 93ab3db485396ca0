import { threadIntegrity } from '../../event-integrity.ts';
import { attributePlace } from '../../event-place.ts';
import { EXAMPLE_COMMENT, EXAMPLE_ID, exampleThread } from '../../example-tree.ts';
import { homeOfEvent } from '../../home-of-event.ts';
import type { Rule } from '../../rule.ts';

export const idMismatch: Rule = {
  id: 'thread/id-mismatch',
  severity: 'error',
  summary: "an event's id does not fit its content",
  why: `The id is made from the item's id and from everything that the event says. Where it does not fit, the event was
changed after it was written, or it was written for another item and a merge has put it into this log. A log that can be
changed unseen is none.`,
  help: 'take the event as it was from `git log -p -- PATH`; what has changed since belongs in a new event',
  bad: exampleThread(`\n${EXAMPLE_COMMENT.replace('the index', 'the network')}`, '2026-06-01T10:00:00Z'),
  good: exampleThread(`\n${EXAMPLE_COMMENT}`, '2026-06-01T10:00:00Z'),
  at: { path: `open/${EXAMPLE_ID}/thread.md`, line: 9, column: 62 },
  checkItem: (item, { layout }) => {
    const { events } = threadIntegrity(item);
    if (!events.includes('differs')) return [];
    return (item.parsedThread()?.events ?? []).flatMap((event, index) => {
      if (events[index] !== 'differs') return [];
      const home = homeOfEvent(event, layout);
      return [
        {
          ...attributePlace(item, event, 'id'),
          message: `the id ${event.id} does not fit the ${event.kind} event`,
          ...(home === null
            ? {}
            : { help: `the event was written for ${home}: a merge put it here; move it to that item's thread.md` }),
        },
      ];
    });
  },
};
