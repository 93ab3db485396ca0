import { hostname } from 'node:os';
import { disk, OPEN } from './disk.ts';
import { errorCode } from './error-code.ts';

/** Who holds a lock. What the system does not tell is null, and then proves nothing. */
export interface LockOwner {
  pid: number;
  /** When the process started, in the kernel's own unit: a pid alone is used again. */
  startTime: string | null;
  bootId: string | null;
  pidNamespace: string | null;
  host: string;
  nonce: string;
}

export function currentOwner(nonce: string): LockOwner {
  return {
    pid: process.pid,
    startTime: startTimeOf(process.pid),
    bootId: readIfThere('/proc/sys/kernel/random/boot_id'),
    pidNamespace: pidNamespace(),
    host: hostname(),
    nonce,
  };
}

/** The owner that a lock file names; null for a text that is none. */
export function parseOwner(text: string): LockOwner | null {
  try {
    const value: unknown = JSON.parse(text);
    return isOwner(value) ? value : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/**
 * True only when it is certain that the owner is gone: another boot of the same host, or, seen from the same
 * host and pid namespace, no such process or one that started at another time. Anything uncertain is alive.
 */
export function isDead(owner: LockOwner, self: LockOwner = currentOwner('')): boolean {
  if (owner.host !== self.host) return false;
  if (owner.bootId !== null && self.bootId !== null && owner.bootId !== self.bootId) return true;
  if (owner.pidNamespace !== self.pidNamespace) return false;
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    if (errorCode(error) === 'ESRCH') return true;
    if (errorCode(error) !== 'EPERM') throw error;
  }
  const startTime = startTimeOf(owner.pid);
  return owner.startTime !== null && startTime !== null && owner.startTime !== startTime;
}

function isOwner(value: unknown): value is LockOwner {
  return (
    typeof value === 'object' &&
    value !== null &&
    'pid' in value &&
    Number.isSafeInteger(value.pid) &&
    'host' in value &&
    typeof value.host === 'string' &&
    'nonce' in value &&
    typeof value.nonce === 'string'
  );
}

function startTimeOf(pid: number): string | null {
  const stat = readIfThere(`/proc/${pid}/stat`);
  // The command's name may hold spaces and brackets: count from the last one. Field 22, proc(5).
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
}

function pidNamespace(): string | null {
  try {
    return disk.readlink('/proc/self/ns/pid');
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return null;
  }
}

function readIfThere(path: string): string | null {
  try {
    const file = disk.open(path, OPEN.read);
    try {
      return disk.readAll(file).toString().trim();
    } finally {
      disk.close(file);
    }
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return null;
  }
}
