import { exampleTree } from '../../example-tree.ts';
import type { Rule } from '../../rule.ts';

export const driverNotConfigured: Rule = {
  id: 'clone/driver-not-configured',
  severity: 'warning',
  summary: 'the attributes name a merge driver that this clone does not have',
  why: `The repository wants its logs and items merged event by event and field by field. The attributes come with a clone,
the drivers do not: git takes no commands from a repository. Without them every two comments on one item are a conflict.
It is not asked in CI (where the variable CI is set), which merges nothing.`,
  help: 'run `tickets setup`, once per clone',
  inClone: true,
  bad: exampleTree({ '../.gitattributes': '/work-items/*/*/thread.md text eol=lf merge=tickets-thread\n' }),
  good: exampleTree({ '../.gitattributes': '/work-items/*/*/thread.md text eol=lf\n' }),
  at: { path: '../.gitattributes', line: 1 },
  checkClone: ({ wanted, configured }) =>
    wanted
      .filter(({ driver }) => !configured.includes(driver))
      .map(({ driver, path, line }) => ({
        path: `../${path}`,
        line,
        message: `the merge driver ${driver} is not configured in this clone`,
      })),
};
