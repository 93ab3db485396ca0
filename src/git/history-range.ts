import type { ObjectReader } from './object-reader.ts';
import { askGit, startGit } from './run-git.ts';

/** A commit that joins others. */
export interface MergeCommit {
  commit: string;
  parents: string[];
}

/** What happened between commits. */
export interface HistoryRange {
  /** Latest first, each with all of its parents as the commit itself names them: they need not be there. */
  merges: MergeCommit[];
  /** The commits at which the history that is here ends, as that of a shallow clone does. */
  cut: string[];
}

/** The merges that lead to a commit and are not in the history of others. */
export async function historyBetween(
  worktree: string,
  reader: ObjectReader,
  earlier: readonly string[],
  later: string,
): Promise<HistoryRange> {
  // All commits, since at the border of a shallow clone a merge looks like a commit without parents.
  const answer = await startGit(worktree, ['rev-list', '--topo-order', '--parents', later, '--not', ...earlier]);
  const lines = answer.toString().split('\n').slice(0, -1);
  const seen = new Map(
    lines.map((line): [string, string[]] => [line.split(' ', 1)[0] ?? '', line.split(' ').slice(1)]),
  );
  const read = await reader.commits([...seen.keys()]);
  const range: HistoryRange = { merges: [], cut: [] };
  for (const [commit, here] of seen) {
    const { parents = [] } = read.get(commit) ?? {};
    if (parents.length > 1) range.merges.push({ commit, parents });
    if (parents.length > here.length) range.cut.push(commit);
  }
  return range;
}

/** Whether all of a commit's history is that of another, too. */
export function isAncestor(worktree: string, earlier: string, later: string): boolean {
  return askGit(worktree, ['merge-base', '--is-ancestor', earlier, later]).status === 0;
}
