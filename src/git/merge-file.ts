import { TicketsError } from '../tickets/tickets-error.ts';
import { askGit, reasonOf } from './run-git.ts';

/** Merges `theirs` into `ours` by lines, as git does without a driver, with the lines of conflicts. */
export function mergeFileAsGit(cwd: string, files: { base: string; ours: string; theirs: string }): void {
  const labels = ['-L', 'ours', '-L', 'base', '-L', 'theirs'];
  const { status, stderr } = askGit(cwd, ['merge-file', '-q', ...labels, '--', files.ours, files.base, files.theirs]);
  // The number of conflicts, at most 127; what is above that is an error.
  if (status > 127) throw new TicketsError('git', `git merge-file failed: ${reasonOf(stderr, status)}`);
}
