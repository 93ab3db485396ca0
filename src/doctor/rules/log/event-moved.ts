import { EXAMPLE_COMMENT, EXAMPLE_ID, EXAMPLE_ITEM, EXAMPLE_THREAD, exampleTree } from '../../example-tree.ts';
import { eventName, logReports } from '../../log-reports.ts';
import type { Rule } from '../../rule.ts';

const OTHER = '20260601-090000-slow-list';

// Of the old script: it has no id that could tell where it belongs.
const COMMENT = EXAMPLE_COMMENT.replace(/ id: [0-9a-f]+/, '');

/** Two items, each with more text at the end of its log. */
function withOther(more: string, moreOfOther: string) {
  const other = EXAMPLE_ITEM.replaceAll('slow-search', 'slow-list');
  const at = (text: string, events: string): string =>
    events === '' ? text : text.replace(/updated_at: .*/, 'updated_at: 2026-06-01T10:00:00Z');
  return exampleTree({
    [`open/${EXAMPLE_ID}/item.md`]: at(EXAMPLE_ITEM, more),
    [`open/${EXAMPLE_ID}/thread.md`]: EXAMPLE_THREAD + more,
    [`open/${OTHER}/item.md`]: at(other, moreOfOther),
    [`open/${OTHER}/thread.md`]: EXAMPLE_THREAD + moreOfOther,
    [`open/${OTHER}/artifacts/.gitkeep`]: '',
  });
}

export const eventMoved: Rule = {
  id: 'log/event-moved',
  severity: 'error',
  summary: 'an event is in the log of another item',
  why: `git takes a new item that was made from the text of another one for a renamed file, and merges a comment on the one into
the other, without a conflict. An approval of one change then stands on another.`,
  help: 'move the event back to where it was',
  base: withOther(`\n${COMMENT}`, ''),
  bad: withOther('', `\n${COMMENT}`),
  good: withOther(`\n${COMMENT}`, ''),
  at: { path: `open/${OTHER}/thread.md`, line: 9, column: 1 },
  checkLog: (faults) =>
    logReports(faults, 'event-moved', (fault) => ({
      message: `${eventName(fault)} on ${fault.item} is in the log of ${fault.other}`,
    })),
};
