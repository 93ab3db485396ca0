import { uptime } from 'node:os';
import { disk, OPEN } from './disk.ts';
import { errorCode } from './error-code.ts';
import { hasErrorCode } from './has-error-code.ts';
import { isDead, type LockOwner, parseOwner } from './lock-owner.ts';
import { removeIfThere } from './remove-if-there.ts';
import { writeFully } from './write-fully.ts';

/** What stands under the name of a lock. `since` is when it was put there, in milliseconds since 1970. */
export type LockState =
  | { kind: 'free' }
  | { kind: 'held'; nonce: string; since: number; owner: LockOwner }
  /** A record that names nobody: it is published whole, so a power cut took its text. */
  | { kind: 'unreadable'; nonce: string; since: number }
  /** A record that somebody else may read, and we may not: its owner may be alive. */
  | { kind: 'hidden'; nonce: string; since: number }
  /** No record at all, but a directory or the like. */
  | { kind: 'foreign'; reason: string };

/** A file's time and the clock may disagree by that much. */
const CLOCK_MARGIN = 2_000;

export function readLock(path: string): LockState {
  let file: number;
  try {
    file = disk.open(path, OPEN.read);
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT') return { kind: 'free' };
    if (code === 'ELOOP') return { kind: 'foreign', reason: 'is a symbolic link' };
    if (code === 'ENXIO' || code === 'EISDIR') return { kind: 'foreign', reason: 'is no regular file' };
    if (code === 'EACCES' || code === 'EPERM') return hiddenLock(path);
    throw error;
  }
  try {
    const stat = disk.fstat(file);
    if (!stat.isFile()) return { kind: 'foreign', reason: 'is no regular file' };
    const owner = parseOwner(disk.readAll(file).toString());
    const since = stat.mtimeMs;
    if (owner) return { kind: 'held', nonce: owner.nonce, since, owner };
    return { kind: 'unreadable', nonce: nonceOfTime(since), since };
  } finally {
    disk.close(file);
  }
}

/** A lock that may not be opened, as far as the directory tells of it. */
function hiddenLock(path: string): LockState {
  const stat = disk.lstatIfThere(path);
  if (stat === undefined) return { kind: 'free' };
  if (!stat.isFile()) return { kind: 'foreign', reason: 'is no regular file' };
  return { kind: 'hidden', nonce: nonceOfTime(stat.mtimeMs), since: stat.mtimeMs };
}

/** What tells a record whose own nonce is not known from the next one. */
function nonceOfTime(since: number): string {
  return Math.floor(since).toString(16).padStart(16, '0');
}

/** Whether a lock is certainly nobody's. One without a readable owner is, if it is older than the running system. */
export function isAbandoned(state: LockState): boolean {
  if (state.kind === 'held') return isDead(state.owner);
  return state.kind === 'unreadable' && state.since + CLOCK_MARGIN < Date.now() - uptime() * 1000;
}

/** The file in which an owner's record is written before it is published. */
export function draftPath(lock: string, owner: LockOwner): string {
  return `${lock}.${owner.nonce}`;
}

/** Writes an owner's record aside. Not synced: after a power cut the boot id tells that its owner is gone. */
export function writeDraft(lock: string, owner: LockOwner): void {
  writeRecord(draftPath(lock, owner), owner);
}

/**
 * Publishes an owner's draft under a name, in one step and only if the name is free: link(2). Where there are no hard
 * links, the name is made and then filled; whoever looks in between sees a record that names nobody, and waits.
 */
export function publish(lock: string, name: string, owner: LockOwner): boolean {
  try {
    disk.link(draftPath(lock, owner), name);
    return true;
  } catch (error) {
    if (hasErrorCode(error, 'EEXIST')) return false;
    if (!hasErrorCode(error, 'EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK')) throw error;
  }
  try {
    writeRecord(name, owner);
    return true;
  } catch (error) {
    if (hasErrorCode(error, 'EEXIST')) return false;
    throw error;
  }
}

function writeRecord(path: string, owner: LockOwner): void {
  const file = disk.open(path, OPEN.new, 0o666);
  try {
    writeFully(file, Buffer.from(JSON.stringify(owner)));
  } catch (error) {
    removeIfThere(path);
    throw error;
  } finally {
    disk.close(file);
  }
}
