import { checkLog } from '../doctor/check-log.ts';
import { compareLogs } from '../doctor/compare-logs.ts';
import type { LogFault } from '../doctor/log-fault.ts';
import { LOG_RULES } from '../doctor/log-rules.ts';
import { readCommittedItems } from '../git/committed-items.ts';
import type { CommittedPlace, CommittedTree } from '../git/committed-tree.ts';
import { isAncestor, mergeBases, mergesBetween } from '../git/history-range.ts';
import type { CommittedItem, LogComparison } from '../tickets/log-comparison.ts';
import { changedPlaces } from './changed-places.ts';
import type { CheckResult } from './check.ts';
import {
  commitNamed,
  committedTree,
  committedTreeIn,
  earlierTrees,
  type Repository,
  withRepository,
} from './committed-trees.ts';
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
  const later = await commitNamed(repository, head);
  const given = await commitNamed(repository, base);
  const bases = mergeBase ? mergeBases(worktree, given, later) : [given];
  const tree = await committedTree(repository, later, head);
  const faults: LogFault[] = [];
  for (const commit of bases) faults.push(...(await faultsSince(repository, commit, tree, null)));
  const merges = await mergesBetween(worktree, reader, bases, later);
  for (const { commit, parents } of merges) {
    // Before the first item there was no root.
    const merged = commit === later ? tree : ((await committedTreeIn(repository, commit)) ?? tree);
    for (const [index, parent] of parents.entries()) {
      if (commit === later && bases.includes(parent)) continue;
      const against = `parent ${index + 1} of ${commit.slice(0, 7)}`;
      const found = await faultsSince(repository, parent, merged, against);
      // What was lost in a merge and put back since is there again.
      const items = new Set(found.map(({ item }) => item));
      const isLast = commit === later || found.length === 0;
      const still = isLast ? found : await faultsSince(repository, parent, tree, against);
      faults.push(...still.filter(({ item }) => items.has(item)));
    }
  }
  const prefix = belowProject(repository, tree.root);
  const findings = checkLog(LOG_RULES, distinct(faults), prefix).map(({ finding }) => finding);
  const summary = {
    items: tree.places.length,
    ...severityCounts(findings),
    ignored: 0,
    known: 0,
    gone: null,
    unread: 0,
  };
  const diverged = findings.length > 0 && !mergeBase && !isAncestor(worktree, given, later);
  return { root: workspace.root.path, base: bases, head: later, merges: merges.length, diverged, findings, summary };
}

async function faultsSince(
  repository: Repository,
  commit: string,
  later: CommittedTree,
  against: string | null,
): Promise<LogFault[]> {
  const earlier = await earlierTrees(repository, commit, later);
  return compareLogs(await comparison(repository, earlier, later, against));
}

/** What two commits have otherwise: of what is the same in both, nothing is read. */
async function comparison(
  repository: Repository,
  earlier: readonly CommittedTree[],
  later: CommittedTree,
  against: string | null,
): Promise<LogComparison> {
  const { base, head } = changedPlaces(earlier, later);
  const paths = {
    base: base.map(({ tree, place }) => ({ ...place, path: pathOf(repository, tree, later, place) })),
    head: head.map((place) => ({ ...place, path: `${place.status}/${place.id}` })),
  };
  // Both at once: each question to git takes its time.
  const items = await readCommittedItems(repository.reader, [...paths.base, ...paths.head]);
  const known = new Set(earlier.flatMap(({ odd }) => odd.map(({ path, kind }) => `${kind} ${path}`)));
  return {
    against,
    base: items.slice(0, base.length).filter(isItem),
    head: items.slice(base.length).filter(isItem),
    odd: later.odd.filter(({ path, kind }) => !known.has(`${kind} ${path}`)),
  };
}

/** A directory with neither item.md nor thread.md is no item. */
function isItem({ entries }: CommittedItem): boolean {
  return entries.has('item.md') || entries.has('thread.md');
}

function pathOf(repository: Repository, tree: CommittedTree, later: CommittedTree, place: CommittedPlace): string {
  const path = `${place.status}/${place.id}`;
  if (tree.root === later.root) return path;
  return `../${[belowProject(repository, tree.root), path].filter((part) => part !== '').join('/')}`;
}

function belowProject({ project }: Repository, path: string): string {
  return project !== '' && path.startsWith(`${project}/`) ? path.slice(project.length + 1) : path;
}

/** One fault may show against several commits: told once, against the first. */
function distinct(faults: readonly LogFault[]): LogFault[] {
  const seen = new Set<string>();
  return faults.filter(({ type, item, path, line, event, found }) => {
    const key = JSON.stringify([type, item, path, line, (event ?? found)?.raw.trimEnd()]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
