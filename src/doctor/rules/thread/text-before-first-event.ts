import { textLines } from '../../../format/text-lines.ts';
import { threadIntegrity } from '../../event-integrity.ts';
import { threadPlace } from '../../event-place.ts';
import { EXAMPLE_ID, EXAMPLE_THREAD, exampleTree } from '../../example-tree.ts';
import type { Rule } from '../../rule.ts';

export const textBeforeFirstEvent: Rule = {
  id: 'thread/text-before-first-event',
  severity: 'warning',
  summary: 'there is text before the first event of a log',
  why: `Text before the first header belongs to no event: no command shows it, and a merge of two logs has no place for it.
Either a header was damaged, or somebody wrote into the file by hand.`,
  help: 'if it is the rest of a damaged event, repair its header; otherwise add it as a comment, or move it to artifacts/',
  bad: exampleTree({ [`open/${EXAMPLE_ID}/thread.md`]: `Notes on slow search\n\n${EXAMPLE_THREAD}` }),
  good: exampleTree(),
  at: { path: `open/${EXAMPLE_ID}/thread.md`, line: 1, column: 1 },
  checkItem: (item) => {
    const { preamble = '', events = [] } = item.parsedThread() ?? {};
    // No event at all is a finding of its own, and so are bytes that are no text.
    if (preamble.trim() === '' || events.length === 0 || /[\0\ufffd]/.test(preamble)) return [];
    // A header that is nearly one is named as what it is.
    if (threadIntegrity(item).hidden.some(({ offset }) => offset < preamble.length)) return [];
    const line = textLines(preamble).find(({ text }) => text.trim() !== '');
    if (!line) return [];
    const shown = line.text.trim().length > 60 ? `${line.text.trim().slice(0, 59)}…` : line.text.trim();
    const start = line.text.length - line.text.trimStart().length;
    const place = threadPlace(item, line.number, start, line.text.trimEnd().length);
    return [{ ...place, message: `'${shown}' stands before the first event` }];
  },
};
