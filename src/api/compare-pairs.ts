import type { LogFault } from '../doctor/log-fault.ts';
import { emptyTree } from '../git/changed-paths.ts';
import { changesBetween } from '../git/changes-between.ts';
import { type CommittedRoot, findPlaces, hasItems } from '../git/committed-tree.ts';
import { belowProject, earlierRoots, otherRoots, type Repository } from './committed-roots.ts';
import { compareCommits, type TreeChanges } from './compare-commits.ts';

/** Two commits whose logs are compared. */
export interface Pair {
  /** The earlier commit. */
  commit: string;
  later: CommittedRoot;
  /** A root beside another one: compared with the same root of the earlier commit alone. */
  isBeside: boolean;
  against: string | null;
}

/** What came of it. */
export interface Compared {
  /** The root of the later commit. */
  root: string;
  faults: LogFault[];
  /** The ids of the items that are not the same in both. */
  items: string[];
}

/** Milliseconds. git compares trees of thousands of items in less, where little differs. */
const LONG = 25;

/** Compares the logs of commits, each with those of an earlier one. git is asked once for what differs in all of them. */
export async function comparePairs(repository: Repository, pairs: readonly Pair[]): Promise<Compared[]> {
  const roots: CommittedRoot[][] = [];
  for (const { commit, later, isBeside } of pairs) {
    const earlier = await earlierRoots(repository, commit, later);
    roots.push(isBeside ? earlier.filter(({ root }) => root === later.root) : earlier);
  }
  // Where git takes long, much differs, and will be read.
  const timer = setTimeout(repository.reader.expectMany, LONG);
  // What will be needed is read while git does its part: what compares, and the names of the items.
  const [changes, { compareLogs }] = await Promise.all([
    changesOf(repository, pairs, roots),
    import('../doctor/compare-logs.ts'),
    ...pairs.map(({ later }) => hasItems(repository.reader, later)),
    ...roots.flat().map((root) => hasItems(repository.reader, root)),
  ]).finally(() => clearTimeout(timer));
  const compared: Compared[] = [];
  for (const [index, pair] of pairs.entries()) {
    const { commit, later, isBeside, against } = pair;
    let own = changes[index] ?? [];
    if (!(await hadItems(repository, own, roots[index] ?? []))) {
      // Nothing is compared with nothing as long as there may be something elsewhere.
      const others = isBeside ? [] : await otherRoots(repository, commit, later);
      const nothing = { ...later, tree: emptyTree(repository.worktree) };
      own = (await changesOf(repository, [pair], [others.length > 0 ? others : [nothing]]))[0] ?? [];
    }
    const { reader } = repository;
    const before = roots[index] ?? [];
    const comparison = await compareCommits(reader, own, {
      earlier: async (ids) => (await Promise.all(before.map((root) => findPlaces(reader, root, ids)))).flat(),
      later: (ids) => findPlaces(reader, later, ids),
    });
    const items = [...comparison.base, ...comparison.head].map(({ id }) => id);
    compared.push({ root: later.root, faults: compareLogs({ against, ...comparison }), items });
  }
  return compared;
}

async function changesOf(
  repository: Repository,
  pairs: readonly Pair[],
  roots: readonly CommittedRoot[][],
): Promise<TreeChanges[][]> {
  const asked = pairs.flatMap(({ later }, index) =>
    (roots[index] ?? []).map(({ tree }): [string, string] => [tree, later.tree]),
  );
  const files = await changesBetween(repository.worktree, asked);
  return pairs.map(({ later }, index) =>
    (roots[index] ?? []).map(({ root }) => ({
      prefix: root === later.root ? '' : `../${belowProject(repository, root)}/`,
      files: files.shift() ?? [],
    })),
  );
}

/** Whether an earlier commit has any item: one that has changed since, or else one that has not. */
async function hadItems(
  { reader }: Repository,
  changes: readonly TreeChanges[],
  roots: readonly CommittedRoot[],
): Promise<boolean> {
  if (changes.some(({ files }) => files.some(({ was, path }) => was !== null && path.split('/').length > 2)))
    return true;
  for (const root of roots) if (await hasItems(reader, root)) return true;
  return false;
}
