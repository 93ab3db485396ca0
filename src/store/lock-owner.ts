import { hostname } from 'node:os';
import { disk, OPEN } from './disk.ts';
import { errorCode } from './error-code.ts';
import { newNonce } from './new-nonce.ts';

/** Who holds a lock. What the system does not tell is null, and then proves nothing. */
export interface LockOwner {
  pid: number;
  /** When the process started, in the kernel's own unit: a pid alone is used again. */
  startTime: string | null;
  bootId: string | null;
  pidNamespace: string | null;
  /** In another one, the same process started at another time. */
  timeNamespace?: string | null;
  host: string;
  /** The copy of this program in the process: threads have one each, and share the pid. */
  instance: string;
  /** Of this one lock. */
  nonce: string;
}

const INSTANCE = newNonce();

/** No system has larger ones, and Node throws when it is asked about one. */
const LARGEST_PID = 2 ** 31 - 1;

/** The locks that this copy of the program holds or waits for. */
const ours = new Set<string>();

/** A new owner: the caller, until `retireOwner` says that its lock is gone. */
export function newOwner(): LockOwner {
  const nonce = newNonce();
  ours.add(nonce);
  return self(nonce);
}

/** From here on a lock with this nonce is nobody's, even if its file could not be removed. */
export function retireOwner(nonce: string): void {
  ours.delete(nonce);
}

let known: Omit<LockOwner, 'nonce'> | undefined;

function self(nonce: string): LockOwner {
  // Nothing of it changes while the process runs.
  known ??= {
    pid: process.pid,
    startTime: processState(process.pid)?.startTime ?? null,
    bootId: readIfThere('/proc/sys/kernel/random/boot_id'),
    pidNamespace: readLink('/proc/self/ns/pid'),
    timeNamespace: readLink('/proc/self/ns/time'),
    host: hostname(),
    instance: INSTANCE,
  };
  return { ...known, nonce };
}

/** The owner that a lock file names; null for a text that is none. */
export function parseOwner(text: string): LockOwner | null {
  const value = parseJson(text);
  return isOwner(value) ? value : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // It throws for nothing but a text that is no JSON.
    return null;
  }
}

/**
 * True only when it is certain that the owner is gone: another boot of the same host, or, seen from the same host and
 * pid namespace, no such process, one that started at another time, or one that has ended and waits for its parent.
 * Anything uncertain is alive.
 */
export function isDead(owner: LockOwner): boolean {
  const seer = self('');
  if (owner.host !== seer.host) return false;
  if (owner.bootId !== null && seer.bootId !== null && owner.bootId !== seer.bootId) return true;
  if (owner.pidNamespace !== seer.pidNamespace) return false;
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    if (errorCode(error) === 'ESRCH') return true;
    if (errorCode(error) !== 'EPERM') throw error;
  }
  if (owner.instance === INSTANCE) return !ours.has(owner.nonce);
  const process_ = processState(owner.pid);
  if (process_ === null) return false;
  const isTold = owner.startTime !== null && owner.timeNamespace === seer.timeNamespace;
  return process_.ended || (isTold && owner.startTime !== process_.startTime);
}

function isOwner(value: unknown): value is LockOwner {
  return (
    typeof value === 'object' &&
    value !== null &&
    'pid' in value &&
    Number.isSafeInteger(value.pid) &&
    Number(value.pid) > 0 &&
    Number(value.pid) <= LARGEST_PID &&
    'host' in value &&
    typeof value.host === 'string' &&
    'nonce' in value &&
    typeof value.nonce === 'string' &&
    /^[0-9a-f]{1,64}$/.test(value.nonce)
  );
}

/** Null where nothing is known, and where /proc is that of another pid namespace: its processes are not those of our pids. */
function processState(pid: number): { startTime: string; ended: boolean } | null {
  if (readLink('/proc/self') !== String(process.pid)) return null;
  const stat = readIfThere(`/proc/${pid}/stat`);
  if (stat === null) return null;
  // The command's name may hold spaces and brackets: count from the last one. Fields 3 and 22, proc(5).
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state = ''] = fields;
  const startTime = fields[19];
  return startTime === undefined ? null : { startTime, ended: 'ZXx'.includes(state) };
}

function readLink(path: string): string | null {
  try {
    return disk.readlink(path);
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
