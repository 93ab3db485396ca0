import { eventHeading, VERDICTS } from '../../../format/event-kinds.ts';
import { linesBelowHeader } from '../../event-lines.ts';
import { headerPlace } from '../../event-place.ts';
import { exampleThread } from '../../example-tree.ts';
import { linePlace } from '../../line-place.ts';
import type { Rule } from '../../rule.ts';

const thread = (status: string): string => `
<!-- event: review author: bob at: 2026-06-01T10:00:00Z status: ${status} -->

## Review: approve

0.2 s now.

---
`;

export const headingDiffers: Rule = {
  id: 'thread/heading-differs',
  severity: 'warning',
  summary: "a review's heading says another verdict than its header",
  why: `People read the heading, since Markdown viewers do not show the header; programs read the header. Where the two have
different verdicts, people take for approved what is not, or the other way round.`,
  help: 'the header is what counts: correct the heading, or have the work reviewed again',
  bad: exampleThread(thread('request_changes'), '2026-06-01T10:00:00Z'),
  good: exampleThread(thread('approve'), '2026-06-01T10:00:00Z'),
  at: { path: 'open/20260601-090000-slow-search/thread.md', line: 11, column: 1 },
  checkItem: (item) =>
    (item.parsedThread()?.events ?? []).flatMap((event) => {
      const { verdict, heading } = event;
      if (verdict === null || heading === null) return [];
      const says = VERDICTS.find((other) => heading.toLowerCase() === eventHeading('review', other).toLowerCase());
      if (says === undefined || says === verdict) return [];
      const line = linesBelowHeader(event).find(({ text }) => text.startsWith('## '));
      const place = line ? linePlace(`${item.path}/thread.md`, line) : headerPlace(item, event);
      return [{ ...place, message: `the heading says '${heading}', and the header '${verdict}'` }];
    }),
};
