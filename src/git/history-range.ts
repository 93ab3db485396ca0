import type { ObjectReader } from './object-reader.ts';
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

/** Whether all of a commit's history is that of another, too. */
export function isAncestor(worktree: string, earlier: string, later: string): boolean {
  return askGit(worktree, ['merge-base', '--is-ancestor', earlier, later]).status === 0;
}
