import { threadIntegrity } from '../../event-integrity.ts';
import { threadPlace } from '../../event-place.ts';
import { exampleThread } from '../../example-tree.ts';
import { isGlued } from '../../glued.ts';
import type { Rule } from '../../rule.ts';

const thread = (header: string): string => `
${header}

0.2 s now.

---
`;

export const headerLookAlike: Rule = {
  id: 'thread/header-look-alike',
  severity: 'warning',
  summary: 'a line is nearly the header of an event, and is read as text',
  why: `A header begins in the first column with \`<!-- event: \` and ends with \`-->\`. A line that misses that by a little
hides an event: Markdown viewers do not show it, being a comment, and no program counts it. An approval is lost that way,
and its text becomes part of the event before it. Where there is no doubt that it was a header, it is
thread/malformed-header.`,
  help: 'write the header as it should be; indent it by four spaces or put it in a code fence if it is a sample',
  bad: exampleThread(thread('<!--event: review author: bob at: 2026-06-01T10:00:00Z status: approve-->')),
  good: exampleThread(
    thread('<!-- event: review author: bob at: 2026-06-01T10:00:00Z status: approve -->'),
    '2026-06-01T10:00:00Z',
  ),
  at: { path: 'open/20260601-090000-slow-search/thread.md', line: 9, column: 1 },
  checkItem: (item) =>
    threadIntegrity(item)
      .hidden.filter((hidden) => !hidden.isSure && !isGlued(hidden))
      .map(({ line, start, text, fault, meant }) => ({
        ...threadPlace(item, line, start, text.trimEnd().length),
        message: `this line is nearly the header of an event, but ${fault}`,
        ...(meant === null ? {} : { help: `was this meant: \`${meant}\`` }),
      })),
};
