import { runGit } from './run-git.ts';

/** What `git status` says of a path: two letters, index and worktree (git-status(1), short format). */
export interface PathState {
  /** Relative to the top of the worktree. */
  path: string;
  state: string;
}

/** The state of everything that is at or below some paths and is not simply committed. Null without a program `git`. */
export function pathStates(worktree: string, paths: readonly string[]): PathState[] | null {
  const args = ['status', '--porcelain=v1', '-z', '--no-renames', '--untracked-files=all', '--ignored', '--'];
  const run = runGit(worktree, [...args, ...paths]);
  if (!run) return null;
  const entries = run.status === 0 ? run.stdout.toString().split('\0') : [];
  return entries.filter((entry) => entry !== '').map((entry) => ({ state: entry.slice(0, 2), path: entry.slice(3) }));
}

/** Whether git would leave a new file at this path alone. */
export function isIgnored(worktree: string, path: string): boolean {
  return runGit(worktree, ['check-ignore', '--quiet', '--no-index', '--', path])?.status === 0;
}

/** Whether the last commit has a file as it is on disk: then nothing of it is lost, whatever becomes of it. */
export function isCommitted(worktree: string, path: string): boolean {
  const committed = runGit(worktree, ['rev-parse', '--quiet', '--verify', `HEAD:${path}`]);
  if (committed?.status !== 0) return false;
  const onDisk = runGit(worktree, ['hash-object', '--', path]);
  return onDisk?.status === 0 && onDisk.stdout.equals(committed.stdout);
}

/** Which of some files, relative to the worktree, are in the index. */
export function trackedPaths(worktree: string, paths: readonly string[]): Set<string> {
  const run = paths.length === 0 ? null : runGit(worktree, ['ls-files', '-z', '--', ...paths]);
  const names = run?.status === 0 ? run.stdout.toString().split('\0') : [];
  return new Set(names.filter((name) => name !== ''));
}
