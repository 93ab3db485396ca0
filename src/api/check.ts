import { RULES } from '../doctor/all-rules.ts';
import { checkItems } from '../doctor/check-items.ts';
import type { Finding } from '../doctor/finding.ts';
import { gitHistory } from '../git/git-history.ts';
import { placesIn, readItems } from '../store/read-tree.ts';
import type { History } from '../tickets/history.ts';
import { type RepairedFiles, repairedItems } from '../tickets/repaired-tree.ts';
import { type CheckRun, withSetup } from './check-setup.ts';
import type { SeverityCounts } from './severity-counts.ts';
import type { Workspace } from './workspace.ts';

/** At most one of `refs`, `staged` and `since`. Default: everything. Rules over the whole tree see all of it anyway. */
export interface CheckOptions {
  /** Only the findings of these items, and those of the tree as a whole that name them. */
  refs?: readonly string[];
  /** Only what is staged, with the content that is staged. */
  staged?: boolean;
  /** Only what changed since this branch parted from a revision, untracked files included. */
  since?: string;
  /** A file of findings that are known already; see serializeBaseline. */
  baseline?: string;
}

export interface CheckSummary extends SeverityCounts {
  /** How many items were looked at. */
  items: number;
  /** How many findings tickets.yml ignores. */
  ignored: number;
  /** How many findings are in the baseline. */
  known: number;
  /** How many findings of the baseline are there no more; null where not everything was looked at. */
  gone: number | null;
  /** How many files and directories could not be read: where there are any, the check is not complete. */
  unread: number;
}

export interface CheckResult {
  root: string;
  findings: Finding[];
  summary: CheckSummary;
}

/** Checks the tree with every rule, as tickets.yml has it. Throws a TicketsError `config` for a faulty one. */
export function check(workspace: Workspace, options: CheckOptions = {}, history?: History): CheckResult {
  const { findings, summary } = runHere(workspace, options, { repaired: new Map(), history, keepRepairs: false });
  return { root: workspace.root.path, findings: findings.map(({ finding }) => finding), summary };
}

/** The same with the repairs, on the tree as earlier ones would leave it. */
export function runChecks(
  workspace: Workspace,
  options: CheckOptions = {},
  repaired: RepairedFiles = new Map(),
  history?: History,
): CheckRun {
  return runHere(workspace, options, { repaired, history, keepRepairs: true });
}

interface RunInput {
  repaired: RepairedFiles;
  /** Default: git is asked anew. */
  history: History | undefined;
  keepRepairs: boolean;
}

function runHere(workspace: Workspace, options: CheckOptions, { repaired, keepRepairs, ...given }: RunInput): CheckRun {
  const history = given.history ?? gitHistory(workspace.root.project);
  return withSetup(workspace, options, { repaired, history }, ({ root, layout, context, scope, conclude }) => {
    const places = [...placesIn(layout)];
    const items = counted(repairedItems(readItems(root, places), repaired), places.length, workspace.onProgress);
    const isWanted = ({ id, path }: { id: string; path: string }): boolean => !scope || scope({ item: id, path });
    return conclude(checkItems(items, isWanted, { rules: RULES, context, keepRepairs }));
  });
}

/** The same items, of which is told how many have been taken. */
function* counted<Item>(items: Iterable<Item>, total: number, onProgress: Workspace['onProgress']): Generator<Item> {
  let done = 0;
  for (const item of items) {
    yield item;
    done += 1;
    onProgress(done, total);
  }
}
