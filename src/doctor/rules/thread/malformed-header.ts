import { idsOf, threadIntegrity } from '../../event-integrity.ts';
import { headerPlace, headerText, threadPlace } from '../../event-place.ts';
import { exampleThread } from '../../example-tree.ts';
import { isGlued } from '../../glued.ts';
import { headerFault, meantHeader } from '../../header-faults.ts';
import type { Place, Report, Rule } from '../../rule.ts';

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
the time: the event is there, and says something else than it should. A line that is indented or does not end with \`-->\` is
no header at all: its event is hidden in the one before it.`,
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
  checkItem: (item) => {
    const { hidden, events } = threadIntegrity(item);
    const lines = hidden.filter((line) => line.isSure && !isGlued(line));
    return [
      ...(item.parsedThread()?.events ?? []).flatMap((event, index) => {
        // An id that fits proves that everything is as it was written.
        const fault = events[index] === 'fits' ? null : headerFault(event, idsOf(item));
        return fault === null ? [] : [report(headerPlace(item, event), fault, meantHeader(headerText(event)))];
      }),
      ...lines.map(({ line, start, text, fault, meant }) =>
        report(threadPlace(item, line, start, text.trimEnd().length), fault, meant),
      ),
    ];
  },
};

function report(place: Place, fault: string, meant: string | null): Report {
  const help = meant === null ? {} : { help: `was this meant: \`${meant}\`` };
  return { ...place, message: `the event's header cannot be read: ${fault}`, ...help };
}
