import { STATUSES } from '../../../format/status.ts';
import { exampleTree } from '../../example-tree.ts';
import type { Rule } from '../../rule.ts';

export const missingStatusDirectory: Rule = {
  id: 'layout/missing-status-directory',
  severity: 'warning',
  summary: 'open/, pending/ or closed/ is missing',
  why: `git keeps no empty directory, so a fresh clone may lack one. Nothing is lost by it, and every command makes the
directory that it needs; but other programs may trip over it.`,
  help: '`tickets init` makes what is missing',
  fix: { safety: 'safe', description: 'make the directory, with a .gitkeep' },
  bad: exampleTree({ 'pending/.gitkeep': undefined }),
  good: exampleTree(),
  at: { path: 'pending' },
  checkTree: ({ layout }) =>
    STATUSES.filter((status) => !layout.entries.some((entry) => entry.path === status)).map((status) => ({
      path: status,
      message: `the directory ${status}/ is missing`,
      fix: {
        safety: 'safe',
        description: 'make the directory, with a .gitkeep',
        repairs: [{ type: 'make-file', path: `${status}/.gitkeep`, text: '' }],
      },
    })),
};
