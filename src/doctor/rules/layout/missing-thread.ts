import { EXAMPLE_ID, exampleTree } from '../../example-tree.ts';
import { isListed } from '../../is-listed.ts';
import type { Rule } from '../../rule.ts';

export const missingThread: Rule = {
  id: 'layout/missing-thread',
  severity: 'error',
  summary: 'an item has no thread.md',
  why: `thread.md is the item's log: who created it, what was said and decided, who approved it. Every item has at least the
event of its creation, so a log that is not there was lost.`,
  help: 'bring thread.md back: `git log --all -- <path>` shows where it last was',
  bad: exampleTree({ [`open/${EXAMPLE_ID}/thread.md`]: undefined }),
  good: exampleTree(),
  at: { path: `open/${EXAMPLE_ID}` },
  checkItem: (item) => {
    if (!isListed(item) || item.entries.some((entry) => entry.path === 'thread.md')) return [];
    return [{ path: item.path, message: 'thread.md is missing' }];
  },
};
