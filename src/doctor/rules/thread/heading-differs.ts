import { EVENT_KINDS, eventHeading, VERDICTS } from '../../../format/event-kinds.ts';
import type { ThreadEvent } from '../../../format/thread.ts';
import type { CheckedItem } from '../../../tickets/tree.ts';
import { threadIntegrity } from '../../event-integrity.ts';
import { linesBelowHeader } from '../../event-lines.ts';
import { headerPlace } from '../../event-place.ts';
import { exampleThread } from '../../example-tree.ts';
import { linePlace } from '../../line-place.ts';
import type { Place, Report, Rule } from '../../rule.ts';

const thread = (status: string): string => `
<!-- event: review author: bob at: 2026-06-01T10:00:00Z status: ${status} -->

## Review: approve

0.2 s now.

---
`;

export const headingDiffers: Rule = {
  id: 'thread/heading-differs',
  severity: 'warning',
  summary: "an event's heading does not go with its header",
  why: `People read the heading, since Markdown viewers do not show the header; programs read the header. Where the two have
different verdicts, people take for approved what is not, or the other way round. Of an event with an id it is known which
heading it was written with; any other one was put there afterwards.`,
  help: 'the header is what counts: correct the heading; or have the work reviewed again, if the heading was meant',
  bad: exampleThread(thread('request_changes'), '2026-06-01T10:00:00Z'),
  good: exampleThread(thread('approve'), '2026-06-01T10:00:00Z'),
  at: { path: 'open/20260601-090000-slow-search/thread.md', line: 11, column: 1 },
  checkItem: (item) =>
    (item.parsedThread()?.events ?? []).flatMap((event, index): Report[] => {
      const { verdict, heading } = event;
      // What a command wrote has the heading that the command gave it.
      const written = writtenHeading(event);
      if (written !== null && heading !== written && threadIntegrity(item).events[index] === 'fits') {
        const message = `the heading is ${heading === null ? 'missing' : `'${heading}'`}, and was written as '${written}'`;
        return [{ ...placeOfHeading(item, event), message }];
      }
      if (verdict === null || heading === null) return [];
      const says = VERDICTS.find((other) => heading.toLowerCase() === eventHeading('review', other).toLowerCase());
      if (says === undefined || says === verdict) return [];
      return [
        { ...placeOfHeading(item, event), message: `the heading says '${heading}', and the header '${verdict}'` },
      ];
    }),
};

/** The heading that goes with an event; null for a kind that a later program may give one of its own. */
function writtenHeading({ kind, verdict }: ThreadEvent): string | null {
  if (kind === 'review' ? verdict === null : !EVENT_KINDS.some((known) => known.kind === kind)) return null;
  return eventHeading(kind, verdict ?? undefined);
}

function placeOfHeading(item: CheckedItem, event: ThreadEvent): Place {
  const line = event.heading === null ? undefined : linesBelowHeader(event).find(({ text }) => text.startsWith('## '));
  return line ? linePlace(`${item.path}/thread.md`, line) : headerPlace(item, event);
}
