import { EXAMPLE_ID, exampleTree } from '../../example-tree.ts';
import { logReports } from '../../log-reports.ts';
import type { Rule } from '../../rule.ts';

const NAMES: Record<string, string> = {
  symlink: 'a symbolic link',
  other: 'a submodule',
  file: 'a file',
  directory: 'a directory',
};

export const notAFile: Rule = {
  id: 'log/not-a-file',
  severity: 'error',
  summary: 'a link or a submodule is in the place of an item or of one of its files',
  why: `What is behind a link is not in the commit, so nobody can say what the log holds: it may be another text tomorrow. Commands
do not follow links.`,
  help: 'put the file or directory itself back: `git checkout BASE -- PATH`',
  base: exampleTree(),
  bad: exampleTree({ [`open/${EXAMPLE_ID}/thread.md`]: { symlink: '../../shared/thread.md' } }),
  good: exampleTree(),
  at: { path: `open/${EXAMPLE_ID}/thread.md` },
  checkLog: (faults) =>
    logReports(faults, 'not-a-file', ({ path, other }) => ({
      message: `${path.slice(path.lastIndexOf('/') + 1)} is ${NAMES[other ?? ''] ?? 'something else'}`,
    })),
};
