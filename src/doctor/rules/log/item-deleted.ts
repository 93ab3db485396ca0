import { EXAMPLE_ID, exampleTree } from '../../example-tree.ts';
import { logReports } from '../../log-reports.ts';
import type { Rule } from '../../rule.ts';

export const itemDeleted: Rule = {
  id: 'log/item-deleted',
  severity: 'error',
  summary: 'an item of the earlier commit is gone',
  why: `Work that is done is closed, and stays; with the item its whole log goes, and whoever looks for it finds nothing. A merge
or a \`git rm\` that was meant for something else does it unseen.`,
  help: 'take it back: `git checkout BASE -- PATH`; work that will not be done is closed with a resolution that says so',
  base: exampleTree(),
  bad: exampleTree({
    [`open/${EXAMPLE_ID}/item.md`]: undefined,
    [`open/${EXAMPLE_ID}/thread.md`]: undefined,
    [`open/${EXAMPLE_ID}/artifacts/.gitkeep`]: undefined,
  }),
  good: exampleTree(),
  at: { path: `open/${EXAMPLE_ID}` },
  checkLog: (faults) => logReports(faults, 'item-deleted', ({ item }) => ({ message: `the item ${item} is gone` })),
};
