import { serializeEvent } from '../../../format/serialize-event.ts';
import { threadIntegrity } from '../../event-integrity.ts';
import { headerPlace, threadPlace } from '../../event-place.ts';
import { EXAMPLE_ID, exampleThread } from '../../example-tree.ts';
import type { Report, Rule } from '../../rule.ts';

const EVENT = serializeEvent(EXAMPLE_ID, {
  kind: 'comment',
  author: 'ann',
  at: '2026-06-01T10:00:00Z',
  body: 'It is the index.\n\nIt is rebuilt at every start.',
}).text;

export const tornEvent: Rule = {
  id: 'thread/torn-event',
  severity: 'error',
  summary: 'the last event of a log breaks off',
  why: `The end of the file is missing: a program was stopped while it wrote, the disk was full, or a copy was cut short. The
event's id tells, since it is made from the whole text and does not fit what is there.`,
  help: 'take the whole event from another copy or from `git log -p -- PATH`; if it was never anywhere else, write it again',
  bad: exampleThread(`\n${EVENT.slice(0, EVENT.indexOf(' at every'))}`, '2026-06-01T10:00:00Z'),
  good: exampleThread(`\n${EVENT}`, '2026-06-01T10:00:00Z'),
  at: { path: `open/${EXAMPLE_ID}/thread.md`, line: 9, column: 1 },
  checkItem: (item) => {
    const { events, tornHeader } = threadIntegrity(item);
    const reports: Report[] = [];
    const last = item.parsedThread()?.events.at(-1);
    if (last && events.at(-1) === 'torn') {
      const message = `the last event (${last.kind}) breaks off: its text is not whole`;
      reports.push({ ...headerPlace(item, last), message });
    }
    if (tornHeader) {
      const { line, text } = tornHeader;
      const message = `the file breaks off in the header of an event: '${text}'`;
      reports.push({ ...threadPlace(item, line, 0, text.length), message });
    }
    return reports;
  },
};
