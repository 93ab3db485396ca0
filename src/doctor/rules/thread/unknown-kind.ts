import { EVENT_KINDS } from '../../../format/event-kinds.ts';
import { nearestWord } from '../../../format/nearest-word.ts';
import { attributePlace } from '../../event-place.ts';
import { exampleThread } from '../../example-tree.ts';
import { headerFault } from '../../header-faults.ts';
import type { Rule } from '../../rule.ts';

const KINDS: readonly string[] = EVENT_KINDS.map(({ kind }) => kind);

const thread = (kind: string): string => `
<!-- event: ${kind} author: ann at: 2026-06-01T10:00:00Z -->

## Comment

It is the index.

---
`;

export const unknownKind: Rule = {
  id: 'thread/unknown-kind',
  severity: 'hint',
  summary: 'an event has a kind that the format does not name',
  why: `The set of kinds is open: an event of any kind is kept and shown. But a mistyped one is not what it should be. A
\`reviwe\` approves nothing, and a \`closed\` closes nothing.`,
  help: 'correct the kind if it is a slip; otherwise leave it',
  bad: exampleThread(thread('coment'), '2026-06-01T10:00:00Z'),
  good: exampleThread(thread('comment'), '2026-06-01T10:00:00Z'),
  at: { path: 'open/20260601-090000-slow-search/thread.md', line: 9, column: 13 },
  checkItem: (item) =>
    (item.parsedThread()?.events ?? []).flatMap((event) => {
      if (KINDS.includes(event.kind) || headerFault(event) !== null) return [];
      const nearest = nearestWord(event.kind, KINDS);
      return [
        {
          ...attributePlace(item, event, 'event'),
          message: `unknown kind '${event.kind}'${nearest === undefined ? '' : `; did you mean '${nearest}'?`}`,
        },
      ];
    }),
};
