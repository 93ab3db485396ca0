import { planFixes } from '../doctor/plan-fixes.ts';
import { applyRepairs, previewRepairs, type RepairedFile } from '../store/apply-repairs.ts';
import { fileSystemError } from '../store/file-system-error.ts';
import { listPlaces } from '../store/list-places.ts';
import { isUnsettled, settleItem } from '../store/settle-item.ts';
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
}

/** One fix may make another possible; more rounds than this would mean that two of them undo each other. */
const MOST_ROUNDS = 10;

/** Repairs what can be repaired, in rounds, with the lock held: each round checks the tree as the last one left it. */
export function fix(workspace: Workspace, options: FixOptions = {}): FixResult {
  return whileLocked(workspace, () => {
    settleAll(workspace);
    const files = new Map<string, RepairedFile>();
    let fixed = 0;
    for (let round = 1; round <= MOST_ROUNDS; round += 1) {
      try {
        const { repairs, planned } = planFixes(findFixes(workspace, options));
        if (planned.length === 0) break;
        for (const file of applyRepairs(workspace.root.path, repairs)) {
          const first = files.get(file.path);
          files.set(file.path, { ...file, before: first ? first.before : file.before });
        }
        fixed += planned.length;
      } catch (error) {
        const before = { done: `${files.size} files are repaired`, hint: 'run doctor --fix again' };
        throw fileSystemError(error, workspace.root.path, files.size > 0 ? before : undefined);
      }
    }
    return { fixed, files: [...files.values()] };
  });
}

/** Brings every item into the state that its log tells. What cannot be read is for the rules to tell. */
function settleAll({ root, onNotice }: Workspace): void {
  for (const place of listPlaces(root.path).places) {
    try {
      if (isUnsettled(root.path, place)) settleItem(root.path, place, { onNotice });
    } catch (error) {
      if (!(error instanceof TicketsError) || error.code !== 'unreadable') throw error;
    }
  }
}

/** What the first round of `fix` would write. */
export function previewFix(workspace: Workspace, options: FixOptions = {}): FixResult {
  const { repairs, planned } = planFixes(findFixes(workspace, options));
  return { fixed: planned.length, files: previewRepairs(workspace.root.path, repairs) };
}

function findFixes(workspace: Workspace, { unsafe = false, ...options }: FixOptions) {
  const { findings } = runChecks(workspace, options);
  return findings.flatMap(({ fix: found }) => (found && (unsafe || found.safety === 'safe') ? [found] : []));
}
