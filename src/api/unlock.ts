import { formatTimestamp } from '../format/timestamp.ts';
import { type LockFacts, lockFacts, removeLock } from '../store/unlock.ts';
import { lockPath, type Workspace } from './workspace.ts';

export interface UnlockResult {
  /** Absolute path of the lock file. */
  lock: string;
  state: LockFacts['state'];
  /** Who holds it, as far as its record tells. */
  owner: { pid: number | null; host: string | null; since: string } | null;
  removed: boolean;
}

/** What is known of the tree's lock. One that is certainly nobody's is removed; any, with `force`. */
export function unlock(workspace: Workspace, { force = false }: { force?: boolean } = {}): UnlockResult {
  const lock = lockPath(workspace);
  const { state, pid, host, since } = lockFacts(lock);
  const owner = since === null ? null : { pid, host, since: formatTimestamp(since) };
  return { lock, state, owner, removed: state !== 'free' && removeLock(lock, force) };
}
