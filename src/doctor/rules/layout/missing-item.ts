import { EXAMPLE_ID, exampleTree } from '../../example-tree.ts';
import { isListed } from '../../is-listed.ts';
import type { Rule } from '../../rule.ts';

export const missingItem: Rule = {
  id: 'layout/missing-item',
  severity: 'error',
  summary: 'a directory has a log, but no item.md',
  why: `item.md says what an item is: its title, its kind, what is to be done. Without it there is a log of something that
nobody can name any more. It happens when a merge deletes one file of an item and keeps the other.`,
  help: 'bring item.md back: `git log --all -- <path>` shows where it last was',
  bad: exampleTree({ [`open/${EXAMPLE_ID}/item.md`]: undefined }),
  good: exampleTree(),
  at: { path: `open/${EXAMPLE_ID}` },
  checkItem: (item) => {
    if (!isListed(item) || item.entries.some((entry) => entry.path === 'item.md')) return [];
    return [{ path: item.path, message: 'item.md is missing' }];
  },
};
