import { TicketsError } from '../tickets/tickets-error.ts';
import { isShallow, resolveCommit } from './resolve-commit.ts';
import { runGit, splitNames } from './run-git.ts';

/** The paths that differ between HEAD and the index, relative to the top of the worktree. */
export function stagedPaths(worktree: string): string[] {
  const against = hasCommits(worktree) ? 'HEAD' : emptyTree(worktree);
  return changes(worktree, ['--cached', against]);
}

/**
 * The paths that differ between the files and the commit at which this branch and a revision parted, untracked ones
 * included. Throws a TicketsError `usage` for no revision, `git` where the two have no common commit here.
 */
export function pathsSince(worktree: string, revision: string): string[] {
  const commit = resolveCommit(worktree, revision);
  let base: string;
  try {
    base = runGit(worktree, ['merge-base', commit, 'HEAD']).toString().trim();
  } catch (error) {
    if (!(error instanceof TicketsError)) throw error;
    const hint = isShallow(worktree)
      ? 'this clone is shallow: `git fetch --unshallow`'
      : 'name a commit of the same history';
    throw new TicketsError('git', `${revision} and HEAD have no common commit`, hint);
  }
  const untracked = runGit(worktree, ['ls-files', '-z', '--others', '--exclude-standard']);
  return [...new Set([...changes(worktree, [base]), ...splitNames(untracked)])];
}

/** Whether files differ from the index, or are unknown to it, at any of some paths. */
export function differsFromIndex(worktree: string, paths: readonly string[]): boolean {
  const changed = runGit(worktree, ['diff-files', '--name-only', '-z', '--', ...paths]);
  const untracked = runGit(worktree, ['ls-files', '-z', '--others', '--', ...paths]);
  return changed.length > 0 || untracked.length > 0;
}

function changes(worktree: string, args: readonly string[]): string[] {
  // Without rename detection: both the old and the new place of a moved item are changed.
  const answer = runGit(worktree, ['diff', '--name-only', '-z', '--no-renames', '--no-ext-diff', ...args, '--']);
  return splitNames(answer);
}

function hasCommits(worktree: string): boolean {
  try {
    runGit(worktree, ['rev-parse', '--verify', '--quiet', 'HEAD']);
    return true;
  } catch (error) {
    if (!(error instanceof TicketsError)) throw error;
    return false;
  }
}

/** git's name of a tree with nothing in it. */
export function emptyTree(worktree: string): string {
  return runGit(worktree, ['hash-object', '-t', 'tree', '--stdin'], { input: '' }).toString().trim();
}
