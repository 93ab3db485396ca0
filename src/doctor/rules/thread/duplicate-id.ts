import { attributePlace } from '../../event-place.ts';
import { EXAMPLE_COMMENT, EXAMPLE_ID, exampleThread } from '../../example-tree.ts';
import type { Report, Rule } from '../../rule.ts';

export const duplicateId: Rule = {
  id: 'thread/duplicate-id',
  severity: 'warning',
  summary: 'two events of a log have one id',
  why: `An id names one event. Two events with the same id are the same event twice, as a merge or a copy by hand leaves
it. A merge of two logs keeps only one of them. A command that does the same twice in one second writes two events that differ: the
second one has an attribute more, \`nth: 2\`. Where the two differ, one was made from the
other by hand, and its id does not fit: that is an error of its own.`,
  help: 'remove the second one if it says the same; otherwise take the events as they were from `git log -p -- PATH`',
  bad: exampleThread(`\n${EXAMPLE_COMMENT}\n${EXAMPLE_COMMENT}`, '2026-06-01T10:00:00Z'),
  good: exampleThread(`\n${EXAMPLE_COMMENT}`, '2026-06-01T10:00:00Z'),
  at: { path: `open/${EXAMPLE_ID}/thread.md`, line: 17, column: 62 },
  checkItem: (item) => {
    const reports: Report[] = [];
    const seen = new Map<string, { line: number; body: string }>();
    for (const event of item.parsedThread()?.events ?? []) {
      if (event.id === null) continue;
      const first = seen.get(event.id);
      if (first) {
        const same = first.body === event.body ? 'the same event' : 'another event with this id';
        const message = `the id ${event.id} stands a second time: ${same} is on line ${first.line}`;
        reports.push({ ...attributePlace(item, event, 'id'), message });
      } else seen.set(event.id, { line: event.line, body: event.body });
    }
    return reports;
  },
};
