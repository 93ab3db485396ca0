import { applyChanges } from '../store/apply-changes.ts';
import { readError } from '../store/file-system-error.ts';
import { leftoverOf } from '../store/leftover.ts';
import { onePlace } from '../store/one-place.ts';
import { placesOf } from '../store/places-of.ts';
import { recover } from '../store/recover.ts';
import { resolveRef } from '../store/resolve-ref.ts';
import { settleItem } from '../store/settle-item.ts';
import { withLock } from '../store/with-lock.ts';
import type { Plan } from '../tickets/change.ts';
import type { ItemSnapshot, OperationContext } from '../tickets/item.ts';
import { lockPath, type Workspace } from './workspace.ts';

/** Runs a step with the tree's lock held, after finishing what a killed command left. */
export function whileLocked<T>(workspace: Workspace, step: () => T): T {
  return withLock(lockPath(workspace), { timeout: workspace.lockTimeout, onWait: workspace.onWait }, () => {
    try {
      recover(workspace.root.path, workspace.onNotice);
      return step();
    } catch (error) {
      throw readError(error, workspace.root.path);
    }
  });
}

/**
 * Plans an operation on one item and applies it. The plan is made under the lock, from what is on disk then and what the
 * log says. `wholeThread`: the operation needs more of the log than its end.
 */
export function changeItem<Result>(
  workspace: Workspace,
  ref: string,
  author: string,
  operation: (item: ItemSnapshot, context: OperationContext) => Plan<Result>,
  { wholeThread = false } = {},
): Result {
  return whileLocked(workspace, () => {
    const root = workspace.root.path;
    const now = workspace.now();
    const { onNotice } = workspace;
    const place = resolveRef(root, ref);
    const leftover = leftoverOf(root, place.id);
    // What has held up its settling is met again here, and stops this command.
    if (leftover) onePlace(root, placesOf(root, place.id));
    const item = settleItem(root, place, { wholeThread, since: now, leftover, onNotice });
    const plan = operation(item, { author, now });
    applyChanges(root, plan.changes);
    return plan.result;
  });
}

/** Brings one item into the state that its log tells. */
export function settle(workspace: Workspace, ref: string): void {
  changeItem(workspace, ref, '', () => ({ changes: [], result: null }));
}
