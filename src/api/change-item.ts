import { applyChanges } from '../store/apply-changes.ts';
import { readSnapshot } from '../store/read-snapshot.ts';
import { resolveRef } from '../store/resolve-ref.ts';
import { withLock } from '../store/with-lock.ts';
import type { Plan } from '../tickets/change.ts';
import type { ItemSnapshot, OperationContext } from '../tickets/item.ts';
import { lockPath, type Workspace } from './workspace.ts';

/** Runs a step with the tree's lock held. */
export function whileLocked<T>(workspace: Workspace, step: () => T): T {
  return withLock(lockPath(workspace), { timeout: workspace.lockTimeout, onWait: workspace.onWait }, step);
}

/** Plans an operation on one item and applies it. The plan is made under the lock, from what is on disk then. */
export function changeItem<Result>(
  workspace: Workspace,
  ref: string,
  author: string,
  operation: (item: ItemSnapshot, context: OperationContext) => Plan<Result>,
): Result {
  return whileLocked(workspace, () => {
    const root = workspace.root.path;
    const item = readSnapshot(root, resolveRef(root, ref));
    const plan = operation(item, { author, now: workspace.now() });
    applyChanges(root, plan.changes);
    return plan.result;
  });
}
