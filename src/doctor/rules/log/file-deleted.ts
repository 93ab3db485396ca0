import { EXAMPLE_ID, exampleTree } from '../../example-tree.ts';
import { logReports } from '../../log-reports.ts';
import type { Rule } from '../../rule.ts';

export const fileDeleted: Rule = {
  id: 'log/file-deleted',
  severity: 'error',
  summary: 'item.md or thread.md of an item is gone',
  why: `Without its log nothing tells what happened to an item; without item.md nobody can find it. Neither is ever meant.`,
  help: 'take it back from the earlier commit: `git checkout BASE -- PATH`',
  base: exampleTree(),
  bad: exampleTree({ [`open/${EXAMPLE_ID}/thread.md`]: undefined }),
  good: exampleTree(),
  at: { path: `open/${EXAMPLE_ID}` },
  checkLog: (faults) => logReports(faults, 'file-deleted', ({ other }) => ({ message: `${other} is gone` })),
};
