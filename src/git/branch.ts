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

/**
 * Commits the files below a directory as they are, and nothing else that is staged. Where a hook refuses it, the index is as
 * it was. Throws a TicketsError `git`.
 */
export function commitDirectory(worktree: string, directory: string, message: string): void {
  const path = `:(literal)${directory || '.'}`;
  const options = { patterns: true } as const;
  const others = ['ls-files', '-z', '--others', '--exclude-standard', '--', path];
  const added = splitNames(runGit(worktree, others, options));
  // git commits a file by its path only if it knows the file.
  const list = { ...options, input: added.map((name) => `:(literal)${name}\0`).join('') };
  const ofList = ['--pathspec-from-file=-', '--pathspec-file-nul'];
  if (added.length > 0) runGit(worktree, ['add', '--intent-to-add', ...ofList], list);
  try {
    runGit(worktree, ['commit', '--quiet', '--only', '--message', message, '--', path], options);
  } catch (error) {
    if (added.length > 0) runGit(worktree, ['rm', '--quiet', '--cached', ...ofList], list);
    throw error;
  }
}

/** Why git would not do something in which hooks have a say; null where it did. */
export function tryGit(worktree: string, args: readonly string[]): string | null {
  const { status, stdout, stderr } = askGit(worktree, args, { patterns: true });
  if (status === 0) return null;
  // A merge says on stdout what it stumbled over.
  return reasonOf(stderr.trim() || stdout.toString(), status);
}

/** What keeps the files and the index from becoming those of a later commit; null where nothing does. Changes nothing. */
export function whyNotForward(worktree: string, commit: string): string | null {
  // Its exit code tells of files that have changed: that is asked for below.
  askGit(worktree, ['update-index', '-q', '--refresh']);
  const { status, stderr } = askGit(worktree, ['read-tree', '--dry-run', '-m', '-u', 'HEAD', commit]);
  return status === 0 ? null : reasonOf(stderr, status);
}
