// What the harnesses of the store drive. A bundle of this file with a change in it is a mutant.

export { settle, whileLocked } from '../../src/api/change-item.ts';
export { create } from '../../src/api/create.ts';
export { createItems } from '../../src/api/create-items.ts';
export { fix } from '../../src/api/fix.ts';
export { list } from '../../src/api/list.ts';
export { stepsTo } from '../../src/api/plan-settling.ts';
export type { Workspace } from '../../src/api/workspace.ts';
export {
  claim,
  close,
  edit,
  redact,
  reopen,
  replaceItem,
  setStatus,
  unclaim,
  writeEvent,
} from '../../src/api/write.ts';
export { applyTree } from '../../src/store/apply-tree.ts';
export { type Disk, disk } from '../../src/store/disk.ts';
export { initRoot } from '../../src/store/init-root.ts';
export { acquireLock } from '../../src/store/with-lock.ts';
export { withNewRoot } from '../../src/store/with-new-root.ts';
export { TicketsError } from '../../src/tickets/tickets-error.ts';
