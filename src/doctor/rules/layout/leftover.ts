import { exampleTree } from '../../example-tree.ts';
import type { Rule } from '../../rule.ts';

export const leftover: Rule = {
  id: 'layout/leftover',
  severity: 'warning',
  summary: 'a command that was killed left a draft behind',
  why: `Files and items are built in .tmp/ and then moved into place; a lock is drafted beside its own name. A draft that stays
is of a command that was killed. The tree is whole without it, but it may hold the text that the command was to write. Of
a command that runs at this moment nothing is said: while somebody holds the lock, and within ten seconds.`,
  help: 'the next command that writes finishes what it can and clears it away; if it stays, look whether its text is needed',
  bad: exampleTree({ '.tmp/4711-0123456789ab/item.md': 'half of an item' }),
  good: exampleTree({ '.lock': '{}' }),
  at: { path: '.tmp/4711-0123456789ab' },
  checkTree: ({ layout }, { isInProgress }) =>
    layout.entries.flatMap(({ path }) => {
      const isDraft = path.startsWith('.tmp/');
      if ((!isDraft && !LOCK_DRAFT.test(path)) || isInProgress(path)) return [];
      return [{ path, message: `a draft of ${isDraft ? 'a file or an item' : 'the lock'} was left behind` }];
    }),
};

/** A draft of the lock, and the guard under which a dead owner's lock is broken. */
const LOCK_DRAFT = /^\.lock\.(?:break-)?[0-9a-f]+$/;
