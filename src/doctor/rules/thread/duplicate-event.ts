import { headerPlace } from '../../event-place.ts';
import { EXAMPLE_COMMENT, exampleThread } from '../../example-tree.ts';
import type { Report, Rule } from '../../rule.ts';

const EVENT = `\n${EXAMPLE_COMMENT.replace(/ id: \w+/, '')}`;

export const duplicateEvent: Rule = {
  id: 'thread/duplicate-event',
  severity: 'warning',
  summary: 'an event without an id stands in a log twice, word for word',
  why: `Nobody says the same twice in one second. The event was copied: by a merge that took both sides, by a stretch of the
file that was written twice, or by hand. Whoever counts events, or reads the log, counts it twice.`,
  help: 'remove the second one, after a look at what stands around it: other lines may be there twice as well',
  bad: exampleThread(EVENT + EVENT, '2026-06-01T10:00:00Z'),
  good: exampleThread(EVENT + EVENT.replace('the index', 'the network'), '2026-06-01T10:00:00Z'),
  at: { path: 'open/20260601-090000-slow-search/thread.md', line: 17, column: 1 },
  checkItem: (item) => {
    const events = item.parsedThread()?.events ?? [];
    const reports: Report[] = [];
    const first = new Map<string, number>();
    for (const event of events) {
      // One with an id: thread/duplicate-id. One without a text or a time may well be there again.
      if (event.id !== null || event.at === null || event.body.trim() === '') continue;
      const text = event.raw.trimEnd();
      const line = first.get(text);
      if (line === undefined) first.set(text, event.line);
      else
        reports.push({
          ...headerPlace(item, event),
          message: `this ${event.kind} event stands on line ${line} already, word for word`,
        });
    }
    return reports;
  },
};
