import { planFixes } from '../doctor/plan-fixes.ts';
import { gitHistory } from '../git/git-history.ts';
import { applyRepairs, readRepairable } from '../store/apply-repairs.ts';
import { readError } from '../store/file-system-error.ts';
import { listPlaces } from '../store/list-places.ts';
import { isUnsettled, settleItem } from '../store/settle-item.ts';
import type { History } from '../tickets/history.ts';
import { type RepairedFile, type RepairedFiles, repair } from '../tickets/repaired-tree.ts';
import { resealRepaired } from '../tickets/reseal-repaired.ts';
import { TicketsError } from '../tickets/tickets-error.ts';
import { whileLocked } from './change-item.ts';
import { type CheckOptions, runChecks } from './check.ts';
import type { Workspace } from './workspace.ts';

export interface FixOptions extends CheckOptions {
  /** Also fixes that someone should look at. */
  unsafe?: boolean;
}

export interface FixResult {
  /** How many findings were fixed. */
  fixed: number;
  files: RepairedFile[];
  /** How many files and directories could not be read: what is wrong in them is not known. */
  unread: number;
}

/** One fix may make another possible; more rounds than this would mean that two of them undo each other. */
const MOST_ROUNDS = 10;

/** Repairs what can be repaired, with the lock held. Each file is written once, when all of its repairs are known. */
export function fix(workspace: Workspace, options: FixOptions = {}, history?: History): FixResult {
  return whileLocked(workspace, () => {
    settleAll(workspace);
    const result = previewFix(workspace, options, history);
    applyRepairs(workspace.root.path, result.files);
    return result;
  });
}

/**
 * Brings every item into the state that its log tells. What cannot be read is for the rules to tell; what cannot be written
 * holds up no other.
 */
function settleAll({ root, onNotice }: Workspace): void {
  for (const place of listPlaces(root.path).places) {
    try {
      if (isUnsettled(root.path, place)) settleItem(root.path, place, { onNotice });
    } catch (error) {
      const known = readError(error, root.path);
      if (!(known instanceof TicketsError)) throw error;
      if (known.code !== 'unreadable') onNotice(`${place.id}: it cannot be settled: ${known.message}`);
    }
  }
}

/** What `fix` would write: in rounds, each of which checks the tree as the last one would leave it. */
export function previewFix(
  workspace: Workspace,
  { unsafe = false, ...options }: FixOptions = {},
  // No repair changes what git remembers: one answer serves all rounds.
  history: History = gitHistory(workspace.root.project),
): FixResult {
  const read = (path: string): string | null => readRepairable(workspace.root.path, path);
  let files: RepairedFiles = new Map();
  let fixed = 0;
  for (let round = 1; round <= MOST_ROUNDS; round += 1) {
    const { findings, summary } = runChecks(workspace, options, files, history);
    const fixes = findings.flatMap(({ fix: found }) => (found && (unsafe || found.safety === 'safe') ? [found] : []));
    const { repairs, planned } = planFixes(fixes);
    if (planned.length === 0) {
      return { fixed, files: [...resealRepaired(files, read).values()], unread: summary.unread };
    }
    files = repair(files, repairs, read);
    fixed += planned.length;
  }
  throw new Error('repairs undo each other; nothing was written');
}
