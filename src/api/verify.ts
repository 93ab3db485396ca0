import type { Finding } from '../doctor/finding.ts';
import type { LogFault } from '../doctor/log-fault.ts';
import { emptyTree } from '../git/changed-paths.ts';
import { changesBetween } from '../git/changes-between.ts';
import { type CommittedRoot, findPlaces, hasItems } from '../git/committed-tree.ts';
import { historyBetween, isAncestor, type MergeCommit } from '../git/history-range.ts';
import { mergeBases } from '../git/merge-state.ts';
import { isShallow } from '../git/resolve-commit.ts';
import { TicketsError } from '../tickets/tickets-error.ts';
import type { CheckResult } from './check.ts';
import {
  commitNamed,
  committedRoot,
  committedRoots,
  earlierRoots,
  otherCommittedRoots,
  otherRoots,
  type Repository,
  withRepository,
} from './committed-roots.ts';
import { compareCommits, type TreeChanges } from './compare-commits.ts';
import { severityCounts } from './severity-counts.ts';
import type { Workspace } from './workspace.ts';

export interface VerifyOptions {
  /** The commit whose events must all be there. */
  base: string;
  /** The commit that is checked. Default: HEAD. */
  head?: string;
  /** Compare with where the two parted: the base may have commits that the head lacks. */
  mergeBase?: boolean;
}

export interface VerifyResult extends CheckResult {
  /** The full names of both commits; the base has several where the two parted more than once. */
  base: string[];
  head: string;
  /** How many merges between them were compared with each of their parents. */
  merges: number;
  /** At how many commits between them the history that is here ends: merges before those were not looked at. */
  cut: number;
  /** Whether the base has commits that the head lacks: then their events are missing, too. */
  diverged: boolean;
}

/**
 * Proves that the log of a commit only grew since another one, and in each merge between the two since each of its
 * parents. Throws a TicketsError where it cannot: there is never nothing to compare.
 */
export function verify(workspace: Workspace, options: VerifyOptions): Promise<VerifyResult> {
  return withRepository(workspace.root, (repository) => verifyIn(workspace, repository, options));
}

async function verifyIn(
  workspace: Workspace,
  repository: Repository,
  { base, head = 'HEAD', mergeBase = false }: VerifyOptions,
): Promise<VerifyResult> {
  const { worktree, reader } = repository;
  const [later, given] = await Promise.all([commitNamed(repository, head), commitNamed(repository, base)]);
  const bases = mergeBase ? partings(worktree, given, later) : [given];
  // Of all of them at once: each question takes its time.
  await committedRoots(repository, [later, ...bases]);
  const root = await committedRoot(repository, later, head);
  const [others = []] = await otherCommittedRoots(repository, [later]);
  const [fromBases, { merges, cut }] = await Promise.all([
    compareAll(
      repository,
      bases.flatMap((commit) => pairsOf(commit, root, others, null)),
    ),
    // git takes longest to compare: it is asked for that first.
    nextTurn().then(() => historyBetween(worktree, reader, bases, later)),
  ]);
  const fromMerges = await compareMerges(repository, merges, bases, [root, ...others]);
  const findings = await findingsOf(repository, distinct([...fromBases, ...fromMerges]));
  const items = new Set(fromBases.flatMap(({ items: ids }) => ids)).size;
  const summary = { items, ...severityCounts(findings), ignored: 0, known: 0, gone: null, unread: 0 };
  const diverged = findings.length > 0 && !mergeBase && !isAncestor(worktree, given, later);
  const history = { merges: merges.length, cut: cut.length, diverged };
  return { root: workspace.root.path, base: bases, head: later, ...history, findings, summary };
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Where two commits parted: more than once after a criss-cross merge. Throws a TicketsError `git` where they never met. */
function partings(worktree: string, given: string, later: string): string[] {
  const bases = mergeBases(worktree, later, [given]);
  if (bases.length > 0) return bases;
  const hint = isShallow(worktree) ? 'this clone is shallow: `git fetch --unshallow`' : 'name a commit of one history';
  throw new TicketsError('git', `${given.slice(0, 12)} and ${later.slice(0, 12)} have no common commit`, hint);
}

/** The rules and their examples are read only where there is something to tell. */
async function findingsOf(repository: Repository, faults: readonly FaultOfRoot[]): Promise<Finding[]> {
  if (faults.length === 0) return [];
  const { checkLog } = await import('../doctor/check-log.ts');
  const { LOG_RULES } = await import('../doctor/log-rules.ts');
  const roots = [...new Set(faults.map(({ root }) => root))];
  return roots.flatMap((root) => {
    const own = faults.flatMap((found) => (found.root === root ? [found.fault] : []));
    return checkLog(LOG_RULES, own, belowProject(repository, root)).map(({ finding }) => finding);
  });
}

interface Pair {
  /** The earlier commit. */
  commit: string;
  later: CommittedRoot;
  /** A root beside another one: compared with the same root of the earlier commit alone. */
  isBeside: boolean;
  against: string | null;
}

function pairsOf(
  commit: string,
  root: CommittedRoot,
  others: readonly CommittedRoot[],
  against: string | null,
): Pair[] {
  return [root, ...others].map((later, index) => ({ commit, later, isBeside: index > 0, against }));
}

interface FaultOfRoot {
  fault: LogFault;
  /** The root of the later commit that it is in. */
  root: string;
}

interface Compared {
  /** The root of the later commit. */
  root: string;
  faults: LogFault[];
  /** The ids of the items that are not the same in both. */
  items: string[];
}

/**
 * Compares merges with their parents. What one of them lost and a later commit has put back is there again: faults of
 * earlier merges count only if the last commit has them, too.
 */
async function compareMerges(
  repository: Repository,
  merges: readonly MergeCommit[],
  bases: readonly string[],
  last: readonly [CommittedRoot, ...CommittedRoot[]],
): Promise<Compared[]> {
  const commits = merges.map(({ commit }) => commit);
  const roots = await committedRoots(repository, commits);
  const others = await otherCommittedRoots(repository, commits);
  const pairs = merges.flatMap(({ commit, parents }, index) =>
    parents.flatMap((parent, number): Pair[] => {
      if (commit === last[0].commit && bases.includes(parent)) return [];
      // Before the first item there was no root.
      const later = roots[index] ?? last[0];
      return pairsOf(parent, later, others[index] ?? [], `parent ${number + 1} of ${commit.slice(0, 7)}`);
    }),
  );
  const compared = await compareAll(repository, pairs);
  const found: Compared[] = [];
  for (const [index, { root, faults, items }] of compared.entries()) {
    const pair = pairs[index];
    if (!pair || faults.length === 0) continue;
    if (pair.later.commit === last[0].commit) {
      found.push({ root, faults, items });
      continue;
    }
    const damaged = new Set(faults.map(({ item }) => item));
    const later = last.find((candidate) => candidate.root === root) ?? last[0];
    const [still] = await compareAll(repository, [{ ...pair, later }]);
    const left = still?.faults.filter(({ item }) => damaged.has(item)) ?? [];
    found.push({ root: later.root, faults: left, items });
  }
  return found;
}

/** Milliseconds. git compares trees of thousands of items in less, where little differs. */
const LONG = 25;

/** Compares the logs of commits, each with those of an earlier one. git is asked once for what differs in all of them. */
async function compareAll(repository: Repository, pairs: readonly Pair[]): Promise<Compared[]> {
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

function belowProject({ project }: Repository, path: string): string {
  return project !== '' && path.startsWith(`${project}/`) ? path.slice(project.length + 1) : path;
}

/** One fault may show against several commits: told once, against the first. */
function distinct(compared: readonly Compared[]): FaultOfRoot[] {
  const seen = new Set<string>();
  const all = compared.flatMap(({ root, faults }) => faults.map((fault): FaultOfRoot => ({ fault, root })));
  return all.filter(({ root, fault: { type, item, path, line, event, found } }) => {
    const key = JSON.stringify([root, type, item, path, line, (event ?? found)?.raw.trimEnd()]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
