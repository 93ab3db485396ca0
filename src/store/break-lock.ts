import { isAbandoned, publish, readLock } from './lock-file.ts';
import type { LockOwner } from './lock-owner.ts';
import { removeIfThere } from './remove-if-there.ts';

/**
 * Removes the lock with this nonce, if it is still there. Only the holder of the guard of that nonce may, and only after
 * reading the lock again: otherwise a late breaker would remove the lock of the next owner. The caller has a draft, and
 * tries again whatever came of it.
 *
 * A breaker may die as well. Its guard is then a lock like any other, and is broken in the same way, under a guard
 * named by its own nonce. Nonces are never used twice, so what a guard protects cannot come back.
 */
export function breakLock(lock: string, nonce: string, self: LockOwner, name = lock): void {
  const guard = `${lock}.break-${nonce}`;
  if (!publish(lock, guard, self)) {
    const other = readLock(guard);
    if ('nonce' in other && isAbandoned(other)) breakLock(lock, other.nonce, self, guard);
    return;
  }
  try {
    const state = readLock(name);
    if ('nonce' in state && state.nonce === nonce) removeIfThere(name);
  } finally {
    removeIfThere(guard);
  }
}
