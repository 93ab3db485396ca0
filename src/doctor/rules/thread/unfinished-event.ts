import { isFramed, threadIntegrity } from '../../event-integrity.ts';
import { headerPlace } from '../../event-place.ts';
import { exampleThread } from '../../example-tree.ts';
import type { Rule } from '../../rule.ts';

const EVENT = `
<!-- event: comment author: ann at: 2026-06-01T10:00:00Z -->

## Comment

It is the index.
`;

export const unfinishedEvent: Rule = {
  id: 'thread/unfinished-event',
  severity: 'warning',
  summary: 'the last event of a log does not end with a line `---`',
  why: `Every command ends an event with a line \`---\`. Where it is missing, the event was written by hand, or the end of
the file is lost. An event without an id cannot say which.`,
  help: 'compare with `git log -p -- PATH`; if the text is whole, add a blank line and `---` at the end of the file',
  bad: exampleThread(EVENT, '2026-06-01T10:00:00Z'),
  good: exampleThread(`${EVENT}\n---\n`, '2026-06-01T10:00:00Z'),
  at: { path: 'open/20260601-090000-slow-search/thread.md', line: 9, column: 1 },
  checkItem: (item) => {
    const last = item.parsedThread()?.events.at(-1);
    if (!last || isFramed(last)) return [];
    const { events, tornHeader } = threadIntegrity(item);
    // An id that fits proves that the text is whole; what is known to break off is a finding of its own.
    if (events.at(-1) !== 'none' || tornHeader) return [];
    return [{ ...headerPlace(item, last), message: `the last event (${last.kind}) does not end with a line \`---\`` }];
  },
};
