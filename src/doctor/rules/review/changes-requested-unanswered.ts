import { isAnswer } from '../../../tickets/digest/is-answer.ts';
import { attributePlace } from '../../event-place.ts';
import { EXAMPLE_ID, EXAMPLE_ITEM, EXAMPLE_THREAD, exampleClosed } from '../../example-tree.ts';
import type { Rule } from '../../rule.ts';

const eventText = (header: string, heading: string, text: string): string => `
<!-- event: ${header} -->

## ${heading}

${text}

---
`;
const REVIEW = eventText(
  'review author: bob at: 2026-06-01T09:30:00Z status: request_changes',
  'Review: request changes',
  'It is fast, and finds nothing.',
);
const REPORT = eventText(
  'implementation_report author: ann at: 2026-06-01T09:45:00Z',
  'Implementation report',
  'It finds everything again.',
);
const CLOSE = eventText('close author: ann at: 2026-06-01T10:00:00Z status: closed', 'Closed', '0.2 s now.');
const ITEM = EXAMPLE_ITEM.replace('status: open', 'status: closed').replace(
  'updated_at: 2026-06-01T09',
  'updated_at: 2026-06-01T10',
);

export const changesRequestedUnanswered: Rule = {
  id: 'review/changes-requested-unanswered',
  severity: 'warning',
  summary: 'an item was closed though its last review requested changes, and nothing was said since',
  why: `A review that requests changes is a question. Closing the item without an answer, a report or another review leaves
open whether the changes were made, and makes reviews worth less.`,
  help: 'add what came of the changes with `tickets comment`, or have the work reviewed again',
  bad: exampleClosed({ 'item.md': ITEM, 'thread.md': EXAMPLE_THREAD + REVIEW + CLOSE }),
  good: exampleClosed({ 'item.md': ITEM, 'thread.md': EXAMPLE_THREAD + REVIEW + REPORT + CLOSE }),
  at: { path: `closed/${EXAMPLE_ID}/thread.md`, line: 9, column: 65 },
  checkItem: (item) => {
    if (item.status !== 'closed') return [];
    const events = item.parsedThread()?.events ?? [];
    const index = events.findLastIndex((event) => event.verdict !== null);
    const review = events[index];
    if (review?.verdict !== 'request_changes') return [];
    // What is said after the close counts too: that is how such an item is put right.
    if (events.slice(index + 1).some(({ kind }) => isAnswer(kind))) return [];
    const message = `the item is closed, and nothing answers the changes that ${review.author ?? 'a review'} requested`;
    return [{ ...attributePlace(item, review, 'status'), message }];
  },
};
