import { basename, dirname, join } from 'node:path';
import { TicketsError } from '../tickets/tickets-error.ts';
import { breakLock } from './break-lock.ts';
import { disk } from './disk.ts';
import { errorCode } from './error-code.ts';
import { fileSystemError } from './file-system-error.ts';
import { draftPath, isAbandoned, type LockState, publish, readLock, writeDraft } from './lock-file.ts';
import { type LockOwner, newOwner, retireOwner } from './lock-owner.ts';
import { pause } from './pause.ts';
import { removeIfThere } from './remove-if-there.ts';
import { tolerate } from './tolerate.ts';

export interface LockOptions {
  /** Milliseconds to wait for a live owner. */
  timeout: number;
  /** Told once, when the wait gets long. */
  onWait?: (owner: string) => void;
}

const LONG_WAIT = 1000;
/** Milliseconds for which the lock stays as it is before somebody looks who holds it: a dead owner's is free within 50. */
const LOOK_AFTER = 12;
const LONGEST_PAUSE = 35;
/** Breakers may have died one after the other, and each has left a guard; others may be breaking it at this moment. */
const MOST_BREAKS = 100;
/** A draft that names nobody and is that old was left by a command that was killed. */
const OLD_DRAFT = 60_000;
/** Of so many leftovers each is looked at. Where more stand, a crowd waits for the lock, and all of it waits for every look. */
const FEW_LEFTOVERS = 3;

/**
 * Runs a step while no other process does, across the programs that use this lock file. A lock whose owner is
 * certainly dead is broken; an owner of whom nothing certain is known is waited for, then named.
 */
export function withLock<T>(path: string, options: LockOptions, step: () => T): T {
  const release = acquireLock(path, options);
  try {
    return step();
  } finally {
    release();
  }
}

/** Takes the lock, and returns what releases it. */
export function acquireLock(path: string, options: LockOptions): () => void {
  const self = newOwner();
  try {
    withDraft(path, self, () => wait(path, self, options));
  } catch (error) {
    retireOwner(self.nonce);
    throw fileSystemError(error, path);
  }
  tolerate(() => removeLeftovers(path));
  return () => {
    // From here on everybody sees that nobody holds it, should removing it fail.
    retireOwner(self.nonce);
    tolerate(() => {
      const state = readLock(path);
      // Somebody may have taken it away from us by force.
      if (state.kind === 'held' && state.nonce === self.nonce) disk.unlink(path);
    });
  };
}

/** Runs a step for which the owner's record stands beside the lock, ready to be published. */
export function withDraft<T>(path: string, owner: LockOwner, step: () => T): T {
  try {
    writeDraft(path, owner);
    return step();
  } finally {
    tolerate(() => removeIfThere(draftPath(path, owner)));
  }
}

function wait(path: string, self: LockOwner, { timeout, onWait }: LockOptions): void {
  const start = Date.now();
  // The lock that was last seen, by its time, and since when it is the same.
  let seen: { time: number | null; from: number } = { time: null, from: 0 };
  let told = false;
  let breaks = 0;
  for (let pauses = 0; ; pauses += 1) {
    const time = timeOf(path);
    if (time === null && published(path, self)) return;
    const waited = Date.now() - start;
    if (time === null || time !== seen.time) seen = { time, from: waited };
    // As long as the lock goes from hand to hand its owners are alive: nobody needs to ask who they are.
    const isLong = !told && waited >= LONG_WAIT;
    if (waited - seen.from >= LOOK_AFTER || isLong || waited >= timeout) {
      seen.from = waited;
      const state = readLock(path);
      if (state.kind === 'free') continue;
      if (state.kind === 'foreign') {
        throw new TicketsError('locked', `the lock ${path} ${state.reason}`, 'look at it, and remove it');
      }
      if (isAbandoned(state) && breaks < MOST_BREAKS) {
        breaks += 1;
        breakLock(path, state.nonce, self);
        seen.from = Number.NEGATIVE_INFINITY;
        continue;
      }
      if (waited >= timeout) throw held(path, state, waited);
      if (isLong) {
        told = true;
        onWait?.(describeHolder(state));
      }
    }
    // The more wait, the longer each sleeps between two looks: they must not take the time of the one who works.
    const longest = Math.min(LONGEST_PAUSE, 2 + pauses);
    pause(longest * (0.5 + Math.random() / 2));
  }
}

/** When the lock was taken; null where nobody has it. */
function timeOf(path: string): number | null {
  try {
    return disk.lstat(path).mtimeMs;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

function published(path: string, self: LockOwner): boolean {
  try {
    return publish(path, path, self);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
    // Somebody took our draft for one that was left behind.
    writeDraft(path, self);
    return publish(path, path, self);
  }
}

function held(path: string, state: LockState, waited: number): TicketsError {
  return new TicketsError(
    'locked',
    `${describeHolder(state)} holds the lock ${path}; waited ${Math.round(waited / 100) / 10} s for it`,
    'wait for it to end; `tickets unlock` shows what is known about it',
    { lock: path, owner: state.kind === 'held' ? state.owner : null },
  );
}

export function describeHolder(state: LockState): string {
  return state.kind === 'held' ? `process ${state.owner.pid} on ${state.owner.host}` : 'an unknown process';
}

/**
 * What killed commands left beside the lock. With the lock held none of it can matter to anybody. The drafts of those who wait
 * stand there as well: in a crowd one is looked at, and the next owners look at others.
 */
function removeLeftovers(path: string): void {
  const prefix = `${basename(path)}.`;
  const names = disk
    .readNames(dirname(path))
    .filter((name) => name.startsWith(prefix) && /^(?:break-)?[0-9a-f]{16}$/.test(name.slice(prefix.length)));
  const one = Math.floor(Math.random() * names.length);
  for (const name of names.length <= FEW_LEFTOVERS ? names : names.slice(one, one + 1)) {
    const state = readLock(join(dirname(path), name));
    const isOld = state.kind === 'unreadable' && state.since < Date.now() - OLD_DRAFT;
    if (isOld || isAbandoned(state)) removeIfThere(join(dirname(path), name));
  }
}
