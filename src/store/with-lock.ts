import { randomBytes } from 'node:crypto';
import { TicketsError } from '../tickets/tickets-error.ts';
import { disk } from './disk.ts';
import { errorCode } from './error-code.ts';
import { fileSystemError } from './file-system-error.ts';
import { currentOwner, isDead, type LockOwner, parseOwner } from './lock-owner.ts';
import { readFile } from './read-file.ts';
import { writeNewFile } from './staging.ts';

export interface LockOptions {
  /** Milliseconds to wait for a live owner. */
  timeout: number;
  /** Told once, when the wait gets long. */
  onWait?: (owner: string) => void;
}

const LONG_WAIT = 1000;

/**
 * Runs a step while no other process does, across the programs that use this lock file. A lock whose owner is
 * certainly dead is broken; an owner of whom nothing certain is known is waited for, then named.
 */
export function withLock<T>(path: string, options: LockOptions, step: () => T): T {
  const owner = currentOwner(randomBytes(8).toString('hex'));
  acquire(path, owner, options);
  try {
    return step();
  } finally {
    disk.unlink(path);
  }
}

function acquire(path: string, self: LockOwner, { timeout, onWait }: LockOptions): void {
  const start = Date.now();
  let told = false;
  for (;;) {
    if (publish(path, self)) return;
    const owner = readOwner(path);
    if (owner && owner !== 'unknown' && isDead(owner, self)) {
      breakLock(path, owner, self);
      continue;
    }
    const waited = Date.now() - start;
    const who = describe(owner);
    if (waited >= timeout) {
      throw new TicketsError(
        'locked',
        `${who} has held the lock ${path} for ${Math.round(waited / 1000)} s`,
        'wait for it to end; if no such process runs anywhere, remove the lock file',
      );
    }
    if (!told && waited >= LONG_WAIT) {
      told = true;
      onWait?.(who);
    }
    pause(2 + Math.random() * 8);
  }
}

/** Publishes the owner record under the lock's name in one step: link(2) refuses a name that is taken. */
function publish(path: string, owner: LockOwner): boolean {
  const draft = `${path}.${owner.nonce}`;
  try {
    writeNewFile(draft, JSON.stringify(owner));
    disk.link(draft, path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw fileSystemError(error, path);
  } finally {
    removeIfThere(draft);
  }
}

/** Removes a dead owner's lock. Done under a lock of its own, so that nobody removes the lock of the next owner. */
function breakLock(path: string, dead: LockOwner, self: LockOwner): void {
  const guard = `${path}.break-${dead.nonce}`;
  if (!publish(guard, self)) {
    const breaker = readOwner(guard);
    if (breaker && breaker !== 'unknown' && isDead(breaker, self)) removeIfThere(guard);
    else pause(2 + Math.random() * 8);
    return;
  }
  try {
    const owner = readOwner(path);
    if (owner && owner !== 'unknown' && owner.nonce === dead.nonce) removeIfThere(path);
  } finally {
    removeIfThere(guard);
  }
}

/** Who holds the lock; null when nobody does, 'unknown' when the file names nobody. */
function readOwner(path: string): LockOwner | 'unknown' | null {
  const read = readFile(path);
  if (read.kind === 'missing') return null;
  if (read.kind === 'read') return parseOwner(read.bytes.toString()) ?? 'unknown';
  throw new TicketsError('locked', `the lock ${path} ${read.reason}`, 'look at it, and remove it');
}

function describe(owner: LockOwner | 'unknown' | null): string {
  if (owner === null || owner === 'unknown') return 'an unknown process';
  return `process ${owner.pid} on ${owner.host}`;
}

function removeIfThere(path: string): void {
  try {
    disk.unlink(path);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
}

function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
