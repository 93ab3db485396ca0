import { TicketsError } from '../tickets/tickets-error.ts';
import type { ObjectReader } from './object-reader.ts';
import { isShallow } from './resolve-commit.ts';
import { askGit, startGit } from './run-git.ts';

/** A commit that joins others. */
export interface MergeCommit {
  commit: string;
  parents: string[];
}

/**
 * The merges that lead to a commit and are not in the history of others, latest first, each with all of its parents as
 * the commit itself names them. In a shallow clone the parents may not be there: whoever reads them is told.
 */
export async function mergesBetween(
  worktree: string,
  reader: ObjectReader,
  earlier: readonly string[],
  later: string,
): Promise<MergeCommit[]> {
  // All of them, since at the border of a shallow clone a merge looks like a commit without parents.
  const names = await startGit(worktree, ['rev-list', '--topo-order', later, '--not', ...earlier]);
  const commits = names
    .toString()
    .split('\n')
    .filter((name) => name !== '');
  const read = await reader.commits(commits);
  return commits.flatMap((commit) => {
    const { parents = [] } = read.get(commit) ?? {};
    return parents.length > 1 ? [{ commit, parents }] : [];
  });
}

/** The last commits that two have in common: several after a criss-cross merge. Throws a TicketsError `git` for none. */
export function mergeBases(worktree: string, a: string, b: string): string[] {
  const { status, stdout } = askGit(worktree, ['merge-base', '--all', a, b]);
  const names = stdout.toString().split('\n').slice(0, -1);
  if (status === 0 && names.length > 0) return names;
  const hint = isShallow(worktree) ? 'this clone is shallow: `git fetch --unshallow`' : 'name a commit of one history';
  throw new TicketsError('git', `${a.slice(0, 12)} and ${b.slice(0, 12)} have no common commit`, hint);
}

/** Whether all of a commit's history is that of another, too. */
export function isAncestor(worktree: string, earlier: string, later: string): boolean {
  return askGit(worktree, ['merge-base', '--is-ancestor', earlier, later]).status === 0;
}
