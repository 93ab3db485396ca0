import { TicketsError } from '../tickets/tickets-error.ts';
import { askGit, runGit, splitNames } from './run-git.ts';

/** What `git status` says of a path: two letters, index and worktree (git-status(1), short format). */
export interface PathState {
  /** Relative to the top of the worktree. */
  path: string;
  state: string;
}

/** The state of those of some paths that are not simply committed. */
export function pathStates(worktree: string, paths: readonly string[]): PathState[] {
  if (paths.length === 0) return [];
  const args = ['status', '--porcelain=v1', '-z', '--no-renames', '--untracked-files=all', '--ignored', '--'];
  return splitNames(runGit(worktree, [...args, ...paths])).map((entry) => ({
    state: entry.slice(0, 2),
    path: entry.slice(3),
  }));
}

/** Whether git would leave a new file at this path alone. */
export function isIgnored(worktree: string, path: string): boolean {
  const run = askGit(worktree, ['check-ignore', '--quiet', '--no-index', '--', path], { patterns: true });
  // 1 is its "no". Anything more is a failure.
  if (run.status > 1) throw new TicketsError('git', `git check-ignore failed: ${run.stderr.trim()}`);
  return run.status === 0;
}

/** Whether the last commit has a file as it is on disk: then nothing of it is lost, whatever becomes of it. */
export function isCommitted(worktree: string, path: string): boolean {
  const committed = askGit(worktree, ['rev-parse', '--quiet', '--verify', `HEAD:${path}`]);
  if (committed.status !== 0) return false;
  const onDisk = askGit(worktree, ['hash-object', '--', path]);
  return onDisk.status === 0 && onDisk.stdout.equals(committed.stdout);
}

/** Which of some files, relative to the worktree, are in the index. */
export function trackedPaths(worktree: string, paths: readonly string[]): Set<string> {
  if (paths.length === 0) return new Set();
  return new Set(splitNames(runGit(worktree, ['ls-files', '-z', '--', ...paths])));
}
