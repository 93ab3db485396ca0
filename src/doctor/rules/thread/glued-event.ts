import { serializeEvent } from '../../../format/serialize-event.ts';
import { threadIntegrity } from '../../event-integrity.ts';
import { headerPlace, threadPlace } from '../../event-place.ts';
import { EXAMPLE_ID, exampleThread } from '../../example-tree.ts';
import { editFile } from '../../fix.ts';
import { isGlued } from '../../glued.ts';
import type { Report, Rule } from '../../rule.ts';

const eventOf = (author: string, body: string): string =>
  serializeEvent(EXAMPLE_ID, { kind: 'comment', author, at: '2026-06-01T10:00:00Z', body }).text;
const ANN = eventOf('ann', 'It is the index.');
const BOB = eventOf('bob', 'Then it can be mended.');

const description = 'put the header on a line of its own';

export const gluedEvent: Rule = {
  id: 'thread/glued-event',
  severity: 'error',
  summary: 'two events of a log run into each other',
  why: `A header that stands behind other text in a line is no header: its event is hidden in the one before. That happens
where two files are joined and the first one lacks its last newline. And a merge of lines (\`merge=union\`) can put one
event's header straight before another's, so that the first one's text is gone, or stands in the second.`,
  help: 'put the header on a line of its own; where a merge mixed the lines, take both events from its parents with `git show`',
  fix: { safety: 'unsafe', description },
  bad: exampleThread(`\n${ANN.trimEnd()}${BOB}`, '2026-06-01T10:00:00Z'),
  good: exampleThread(`\n${ANN}\n${BOB}`, '2026-06-01T10:00:00Z'),
  at: { path: `open/${EXAMPLE_ID}/thread.md`, line: 15, column: 4 },
  checkItem: (item) => {
    const { events, hidden } = threadIntegrity(item);
    const file = item.thread;
    const reports: Report[] = hidden.filter(isGlued).map(({ line, start, text, offset }) => ({
      ...threadPlace(item, line, start, text.trimEnd().length),
      message: `an event's header stands behind '${text.slice(0, start).trim().slice(-30)}': the event is hidden`,
      ...(file?.validUtf8
        ? {
            fix: {
              safety: 'unsafe',
              description,
              repairs: [editFile(file, [{ start: offset, end: offset, text: '\n\n' }])],
            },
          }
        : {}),
    }));
    for (const [index, event] of (item.parsedThread()?.events ?? []).entries()) {
      if (events[index] !== 'glued') continue;
      reports.push({
        ...headerPlace(item, event),
        message: `the ${event.kind} event does not end before the next one begins, and its text is not what was written`,
        help: 'a merge has mixed the lines of two events: take both from its parents with `git show COMMIT:PATH`',
      });
    }
    return reports;
  },
};
