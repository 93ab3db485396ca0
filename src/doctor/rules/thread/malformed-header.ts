import { headerPlace, headerText } from '../../event-place.ts';
import { exampleThread } from '../../example-tree.ts';
import { headerFault, meantHeader } from '../../header-faults.ts';
import type { Rule } from '../../rule.ts';

const thread = (header: string): string => `
${header}

## Review: approve

0.2 s now.

---
`;

export const malformedHeader: Rule = {
  id: 'thread/malformed-header',
  severity: 'error',
  summary: 'the header of an event cannot be read as it was meant',
  why: `A header is \`key: value\` pairs: \`event\` first, then \`author\` and \`at\`, with a space behind each colon. Text in
another form is taken for part of the value before it. \`status=approve\` is no verdict then, and an author's name swallows
the time: the event is there, and says something else than it should.`,
  help: 'write the header as `<!-- event: KIND author: NAME at: YYYY-MM-DDTHH:MM:SSZ -->`, with quotes around a value with spaces',
  bad: exampleThread(
    thread('<!-- event: review, author=bob at: 2026-06-01T10:00:00Z status: approve -->'),
    '2026-06-01T10:00:00Z',
  ),
  good: exampleThread(
    thread('<!-- event: review author: bob at: 2026-06-01T10:00:00Z status: approve -->'),
    '2026-06-01T10:00:00Z',
  ),
  at: { path: 'open/20260601-090000-slow-search/thread.md', line: 9, column: 1 },
  checkItem: (item) =>
    (item.parsedThread()?.events ?? []).flatMap((event) => {
      const fault = headerFault(event);
      if (fault === null) return [];
      const meant = meantHeader(headerText(event));
      return [
        {
          ...headerPlace(item, event),
          message: `the event's header cannot be read: ${fault}`,
          ...(meant === null ? {} : { help: `was this meant: \`${meant}\`` }),
        },
      ];
    }),
};
