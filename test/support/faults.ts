import type { Disk } from '../../src/store/disk.ts';
import { systemError } from './memory-disk.ts';

/**
 * What goes wrong at a call. `crash`: it and every later one fail. `half`: half of a write is done, then as with a crash.
 * `short`: a write does half of its work and says so. `full`: from this call on nothing that needs space succeeds.
 */
export const FAULTS = ['crash', 'half', 'short', 'ENOSPC', 'EIO', 'EMFILE', 'full'] as const;

export type FaultKind = (typeof FAULTS)[number];

const CHANGES = new Set(['open', 'write', 'fsync', 'truncate', 'chmod', 'mkdir', 'rmdir', 'link', 'unlink', 'rename']);
const NEED_SPACE = new Set(['open', 'write', 'fsync', 'mkdir', 'link', 'rename']);
const NEED_FILE = new Set(['open', 'readdir']);

export interface Faulty {
  disk: Disk;
  /** Whether the fault has come; if not, there were fewer calls. */
  struck: () => boolean;
  /** The calls so far, those that were made to fail among them. */
  calls: string[];
}

/** A disk on which the n-th call that the fault can strike goes wrong. */
export function faulty(disk: Disk, kind: FaultKind, n: number): Faulty {
  let count = 0;
  let down = false;
  let isFull = false;
  const calls: string[] = [];
  const call =
    (name: keyof Disk, method: (...args: never[]) => unknown) =>
    (...args: unknown[]) => {
      const path = typeof args[0] === 'string' ? args[0] : '';
      const invoke = (): unknown => method(...(args as never[]));
      if (path.startsWith('/proc/') || name === 'readlink') return invoke();
      calls.push(`${name} ${path}`);
      if (down) throw systemError('ECRASH', path);
      if (isFull && NEED_SPACE.has(name) && needsSpace(name, args)) throw systemError('ENOSPC', path);
      if (!strikes(kind, name, args)) return invoke();
      count += 1;
      if (count !== n) return invoke();
      if (kind === 'crash' || kind === 'half') down = true;
      if (kind === 'full') isFull = true;
      if (kind === 'short' || kind === 'half') {
        const [file, bytes, offset, length] = args as [number, Uint8Array, number, number];
        const written = disk.write(file, bytes, offset, Math.floor(length / 2));
        if (kind === 'short') return written;
      }
      throw systemError(kind === 'crash' || kind === 'half' ? 'ECRASH' : kind === 'full' ? 'ENOSPC' : kind, path);
    };
  const wrapped = Object.fromEntries(
    Object.entries(methodsOf(disk)).map(([name, method]) => [name, call(name as keyof Disk, method)]),
  );
  return { disk: wrapped as unknown as Disk, struck: () => count >= n, calls };
}

const METHODS = [
  ...CHANGES,
  ...[
    'close',
    'read',
    'readAll',
    'fstat',
    'lstat',
    'lstatIfThere',
    'stat',
    'readdir',
    'readNames',
    'fileSystem',
    'readlink',
    'access',
  ],
] as (keyof Disk)[];

function methodsOf(disk: Disk): Record<string, (...args: never[]) => unknown> {
  return Object.fromEntries(METHODS.map((name) => [name, disk[name] as (...args: never[]) => unknown]));
}

function strikes(kind: FaultKind, name: keyof Disk, args: unknown[]): boolean {
  switch (kind) {
    case 'crash':
      return CHANGES.has(name);
    case 'half':
    case 'short':
      return name === 'write' && Number(args[3]) > 1;
    case 'ENOSPC':
    case 'full':
      return NEED_SPACE.has(name) && needsSpace(name, args);
    case 'EMFILE':
      return NEED_FILE.has(name);
    case 'EIO':
      return true;
  }
}

/** Opening for reading needs no space. */
function needsSpace(name: keyof Disk, args: unknown[]): boolean {
  return name !== 'open' || Number(args[1]) % 4 !== 0;
}
