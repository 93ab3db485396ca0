import { TicketsError } from '../tickets/tickets-error.ts';
import { breakLock } from './break-lock.ts';
import { fileSystemError, lookingAt } from './file-system-error.ts';
import { isAbandoned, readLock } from './lock-file.ts';
import { newOwner, retireOwner } from './lock-owner.ts';
import { withDraft } from './with-lock.ts';

/** What is known of a lock. */
export interface LockFacts {
  /** `free`: nobody has it. `abandoned`: its owner is certainly gone. `held`: its owner may be alive. */
  state: 'free' | 'abandoned' | 'held';
  pid: number | null;
  host: string | null;
  /** When it was taken. */
  since: Date | null;
}

export function lockFacts(path: string): LockFacts {
  const lock = lookingAt(path, () => readLock(path));
  if (lock.kind === 'free') return { state: 'free', pid: null, host: null, since: null };
  if (lock.kind === 'foreign') throw new TicketsError('locked', `the lock ${path} ${lock.reason}`, 'look at it');
  const { pid = null, host = null } = lock.kind === 'held' ? lock.owner : {};
  return { state: isAbandoned(lock) ? 'abandoned' : 'held', pid, host, since: new Date(lock.since) };
}

/** Removes a lock that is nobody's; with `force`, whoever's it is. Never one that was taken since. Returns whether it did. */
export function removeLock(path: string, force: boolean): boolean {
  const lock = lookingAt(path, () => readLock(path));
  if (!('nonce' in lock) || !(force || isAbandoned(lock))) return false;
  const self = newOwner();
  try {
    withDraft(path, self, () => breakLock(path, lock.nonce, self));
  } catch (error) {
    throw fileSystemError(error, path);
  } finally {
    retireOwner(self.nonce);
  }
  const after = lookingAt(path, () => readLock(path));
  return !('nonce' in after && after.nonce === lock.nonce);
}
