import type { CheckedFile, CheckedItem } from '../../../tickets/tree.ts';
import { EXAMPLE_ID, EXAMPLE_ITEM, EXAMPLE_THREAD, exampleClosed } from '../../example-tree.ts';
import { editFile } from '../../fix.ts';
import { findLostResolution, isKeptElsewhere } from '../../lost-resolution.ts';
import { isItemCopy } from '../../resolution.ts';
import type { CheckContext, Report, Rule } from '../../rule.ts';

const description = 'put the lost text back';

const ITEM = EXAMPLE_ITEM.replace('status: open', 'status: closed');

export const resolutionIsItemCopy: Rule = {
  id: 'closed/resolution-is-item-copy',
  severity: 'error',
  summary: 'resolution.md is a copy of item.md: the resolution is lost',
  why: `A bug of the old script's \`close\` put the item itself where the resolution belongs, in \`resolution.md\` and mostly in
the close event as well, and its doctor said ok. What came of the work is read nowhere in the item any more.

The text is looked for where it may still be, in this order: the last close event, which has it by the format; earlier
versions of this very file in git's history, under whichever root and status; other branches; an artifact called a
resolution; an earlier close event. The fix puts it back. It is safe where no other text can be meant: it is the last
close event's, or the only one that the whole history has of an item that was closed once. Otherwise it is unsafe.

What the fix overwrites is the copy, and no text goes with it: there is a fix only where the copy stands in item.md,
in the log or in a commit, too. A copy that differs from all of these was edited by someone, and is left to people.`,
  help: 'write what came of the work to resolution.md, from the commits and the discussion of those days',
  fix: { safety: 'safe', description },
  history: { files: { [`work-items/closed/${EXAMPLE_ID}/resolution.md`]: '0.2 s now.\n' }, gap: null },
  bad: exampleClosed({
    'resolution.md': ITEM,
    'thread.md': `${EXAMPLE_THREAD}
<!-- event: close author: ann at: 2026-06-01T10:00:00Z status: closed -->

## Closed

${ITEM}
---
`,
  }),
  good: exampleClosed(),
  at: { path: `closed/${EXAMPLE_ID}/resolution.md`, line: 1, column: 1 },
  checkItem: (item, context) => {
    const file = item.resolution;
    if (!file || !isItemCopy(item, file.text)) return [];
    const place = { path: file.path, line: 1, column: 1, endLine: 1, endColumn: 4 };
    const message = `the resolution of ${item.id} is a copy of its item.md`;
    return [{ ...place, message, ...restore(item, file, context) }];
  },
};

/** What to do about a copy: the fix, where the text is, or where it was looked for. */
function restore(item: CheckedItem, file: CheckedFile, { history }: CheckContext): Pick<Report, 'help' | 'fix'> {
  const found = findLostResolution(item, history);
  if ('searched' in found) {
    return {
      help: `nothing has the text any more, not ${found.searched.join(', ')}: write what came of the work anew`,
    };
  }
  const { where, text, certain } = found;
  if (text === null) return { help: `look in ${where}, and put the text here` };
  if (!file.validUtf8 || !isKeptElsewhere(item, file, history)) {
    return {
      help: `the text is in ${where}; but what stands here now is no exact copy: compare, then put the text here`,
    };
  }
  const safety = certain ? 'safe' : 'unsafe';
  const option = certain ? '--fix' : '--unsafe-fixes';
  return {
    help: `\`tickets doctor ${option}\` puts the text back from ${where}`,
    fix: { safety, description, repairs: [editFile(file, [{ start: 0, end: file.text.length, text }])] },
  };
}
