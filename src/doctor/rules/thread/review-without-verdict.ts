import { VERDICTS } from '../../../format/event-kinds.ts';
import { nearestWord } from '../../../format/nearest-word.ts';
import { attribute } from '../../../format/thread.ts';
import { attributePlace } from '../../event-place.ts';
import { exampleThread } from '../../example-tree.ts';
import { headerFault } from '../../header-faults.ts';
import type { Rule } from '../../rule.ts';

const thread = (status: string): string => `
<!-- event: review author: bob at: 2026-06-01T10:00:00Z${status} -->

## Review: approve

0.2 s now.

---
`;

export const reviewWithoutVerdict: Rule = {
  id: 'thread/review-without-verdict',
  severity: 'warning',
  summary: 'a review neither approves nor requests changes',
  why: `The verdict of a review is its \`status\`: \`approve\` or \`request_changes\`. Programs read it there, not in the
heading or the text, and count a review without one as no answer.`,
  help: 'add `status: approve` or `status: request_changes` to the header, or write the review again with `tickets review`',
  bad: exampleThread(thread(''), '2026-06-01T10:00:00Z'),
  good: exampleThread(thread(' status: approve'), '2026-06-01T10:00:00Z'),
  at: { path: 'open/20260601-090000-slow-search/thread.md', line: 9, column: 1 },
  checkItem: (item) =>
    (item.parsedThread()?.events ?? []).flatMap((event) => {
      if (event.kind !== 'review' || event.verdict !== null || headerFault(event) !== null) return [];
      const status = attribute(event, 'status');
      const place = attributePlace(item, event, 'status');
      if (status === null) return [{ ...place, message: 'the review has no verdict' }];
      const nearest = nearestWord(status.replace(/[\s-]+/g, '_'), VERDICTS);
      const meant = nearest === undefined ? '' : `; did you mean '${nearest}'?`;
      return [{ ...place, message: `'${status}' is no verdict${meant}` }];
    }),
};
