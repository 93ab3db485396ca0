import { existsSync } from 'node:fs';
import { gitPath } from './git-config.ts';
import { askGit, reasonOf, runGit, splitNames } from './run-git.ts';

/** The branch that is checked out, and where it comes from. */
export interface Branch {
  name: string;
  /** Null where it follows no branch of another repository. */
  upstream: { remote: string; ref: string; tracking: string } | null;
}

/** Null where HEAD is detached. */
export function currentBranch(worktree: string): Branch | null {
  const { status, stdout } = askGit(worktree, ['symbolic-ref', '--quiet', '--short', 'HEAD']);
  if (status !== 0) return null;
  const name = stdout.toString().trim();
  const value = (key: string): string =>
    askGit(worktree, ['config', `branch.${name}.${key}`])
      .stdout.toString()
      .trim();
  const tracking = askGit(worktree, ['rev-parse', '--verify', '--quiet', '--symbolic-full-name', `${name}@{upstream}`]);
  const [remote, ref] = [value('remote'), value('merge')];
  if (remote === '' || ref === '') return { name, upstream: null };
  return { name, upstream: { remote, ref, tracking: tracking.stdout.toString().trim() } };
}

/** What git is in the middle of, in words; null for nothing. */
export function operationInProgress(worktree: string): string | null {
  const operations: Record<string, string> = {
    MERGE_HEAD: 'a merge',
    'rebase-merge': 'a rebase',
    'rebase-apply': 'a rebase',
    CHERRY_PICK_HEAD: 'a cherry-pick',
    REVERT_HEAD: 'a revert',
  };
  const found = Object.keys(operations).find((name) => existsSync(gitPath(worktree, name)));
  return found === undefined ? null : (operations[found] ?? null);
}

/** The files below a directory that are not as they were committed, unknown ones included. */
export function uncommitted(worktree: string, directory: string): string[] {
  const options = ['--porcelain=v1', '-z', '--untracked-files=all', '--no-renames'];
  const lines = splitNames(runGit(worktree, ['status', ...options, '--', directory || '.']));
  return lines.map((line) => line.slice(3));
}

/** Commits the files below a directory as they are, and nothing else that is staged. */
export function commitDirectory(worktree: string, directory: string, message: string): void {
  runGit(worktree, ['add', '--all', '--', directory || '.']);
  runGit(worktree, ['commit', '--quiet', '--only', '--message', message, '--', directory || '.']);
}

/** Why git would not do something; null where it did. */
export function tryGit(worktree: string, args: readonly string[]): string | null {
  const { status, stdout, stderr } = askGit(worktree, args);
  if (status === 0) return null;
  // A merge says on stdout what it stumbled over.
  return reasonOf(stderr.trim() || stdout.toString(), status);
}
