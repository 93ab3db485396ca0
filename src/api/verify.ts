import type { Finding } from '../doctor/finding.ts';
import type { CommittedRoot } from '../git/committed-tree.ts';
import { historyBetween, isAncestor, type MergeCommit } from '../git/history-range.ts';
import { mergeBases } from '../git/merge-state.ts';
import { isShallow } from '../git/resolve-commit.ts';
import { TicketsError } from '../tickets/tickets-error.ts';
import type { CheckResult } from './check.ts';
import {
  belowProject,
  commitNamed,
  committedRoot,
  committedRoots,
  otherCommittedRoots,
  type Repository,
  withRepository,
} from './committed-roots.ts';
import { type Compared, comparePairs, type Pair } from './compare-pairs.ts';
import { type FaultOfRoot, itemsInTwoRoots } from './items-in-two-roots.ts';
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
    comparePairs(
      repository,
      bases.flatMap((commit) => pairsOf(commit, root, others, null)),
    ),
    // git takes longest to compare: it is asked for that first.
    nextTurn().then(() => historyBetween(worktree, reader, bases, later)),
  ]);
  const fromMerges = await compareMerges(repository, merges, bases, [root, ...others]);
  const changed = new Set(fromBases.flatMap(({ items }) => items));
  const copies = await itemsInTwoRoots(repository, bases, [root, ...others], changed);
  const findings = await findingsOf(repository, [...distinct([...fromBases, ...fromMerges]), ...copies]);
  const summary = { items: changed.size, ...severityCounts(findings), ignored: 0, known: 0, gone: null, unread: 0 };
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

function pairsOf(
  commit: string,
  root: CommittedRoot,
  others: readonly CommittedRoot[],
  against: string | null,
): Pair[] {
  return [root, ...others].map((later, index) => ({ commit, later, isBeside: index > 0, against }));
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
  const compared = await comparePairs(repository, pairs);
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
    const [still] = await comparePairs(repository, [{ ...pair, later }]);
    const left = still?.faults.filter(({ item }) => damaged.has(item)) ?? [];
    found.push({ root: later.root, faults: left, items });
  }
  return found;
}

/** One fault may show against several commits: told once, against the first. */
function distinct(compared: readonly Compared[]): FaultOfRoot[] {
  const seen = new Set<string>();
  const all = compared.flatMap(({ root, faults }) => faults.map((fault): FaultOfRoot => ({ fault, root })));
  return all.filter(({ root, fault: { type, item, path, line, event, found } }) => {
    // The event without its text, or as it was: one fault, of which the event that tells of it is the same.
    const told = type === 'event-redacted' ? found : (event ?? found);
    const key = JSON.stringify([root, type, item, path, line, told?.raw.trimEnd()]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
