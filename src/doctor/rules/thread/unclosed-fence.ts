import { findFences } from '../../../format/fences.ts';
import { linesBelowHeader } from '../../event-lines.ts';
import { threadPlace } from '../../event-place.ts';
import { exampleThread } from '../../example-tree.ts';
import type { Rule } from '../../rule.ts';

const thread = (closer: string): string => `
<!-- event: comment author: ann at: 2026-06-01T10:00:00Z -->

## Comment

\`\`\`
10.2 s
${closer}
It is the index.

---
`;

const SIGNED =
  'write what should be code again in a new event; in this one nothing can change, for its id would not fit';

export const unclosedFence: Rule = {
  id: 'thread/unclosed-fence',
  severity: 'hint',
  summary: 'a code fence in an event is never closed',
  why: `Markdown shows everything behind it as code: the rest of the event, and in a viewer of the whole file all later
events. This program reads the events all the same, but has to guess which headers are samples in the code.`,
  help: 'write what should be code again in a new event, or close the fence with a line of the same characters',
  bad: exampleThread(thread(''), '2026-06-01T10:00:00Z'),
  good: exampleThread(thread('```\n'), '2026-06-01T10:00:00Z'),
  at: { path: 'open/20260601-090000-slow-search/thread.md', line: 13, column: 1 },
  checkItem: (item) =>
    (item.parsedThread()?.events ?? []).flatMap((event) => {
      if (!event.raw.includes('```') && !event.raw.includes('~~~')) return [];
      const lines = linesBelowHeader(event);
      return findFences(lines).unclosed.flatMap((index) => {
        const line = lines[index];
        if (!line) return [];
        const start = line.text.length - line.text.trimStart().length;
        const place = threadPlace(item, line.number, start, line.text.trimEnd().length);
        const help = event.id === null ? {} : { help: SIGNED };
        return [{ ...place, message: `the code fence ${line.text.trim()} is never closed`, ...help }];
      });
    }),
};
