import { threadIntegrity } from '../../event-integrity.ts';
import { headerPlace } from '../../event-place.ts';
import { exampleThread } from '../../example-tree.ts';
import type { Rule } from '../../rule.ts';

const thread = (body: string): string => `
<!-- event: comment author: ann at: 2026-06-01T10:00:00Z -->

## Comment
${body}
---
`;

export const emptyBody: Rule = {
  id: 'thread/empty-body',
  severity: 'hint',
  summary: 'an event has no text',
  why: `A comment, a plan or a decision without a word says nothing; most often its text was lost on the way, in a pipe that
was empty. A review says something by its verdict alone, so this is no more than a hint.`,
  help: 'if there was a text, write it in a new event; `git log -p -- PATH` shows whether the event ever had one',
  bad: exampleThread(thread(''), '2026-06-01T10:00:00Z'),
  good: exampleThread(thread('\nIt is the index.\n'), '2026-06-01T10:00:00Z'),
  at: { path: 'open/20260601-090000-slow-search/thread.md', line: 9, column: 1 },
  checkItem: (item) =>
    (item.parsedThread()?.events ?? []).flatMap((event, index) => {
      if (/\S/.test(event.body)) return [];
      // A text that broke off, or ran into another one, is a finding of its own.
      if (['torn', 'glued', 'cut', 'differs'].includes(threadIntegrity(item).events[index] ?? '')) return [];
      return [{ ...headerPlace(item, event), message: `the ${event.kind || 'nameless'} event has no text` }];
    }),
};
