import { randomBytes } from 'node:crypto';
import { closeSync, fchmodSync, fsyncSync, mkdirSync, openSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { TicketsError } from '../tickets/tickets-error.ts';
import { errorCode } from './error-code.ts';
import { fileKind } from './file-kind.ts';
import { writeFully } from './write-fully.ts';

/** Where files and items are built before they are moved into place: on the same file system as the tree. */
export const STAGING = '.tmp';

/** Runs a step with a fresh path to build something at, and clears away whatever is left of it. */
export function withStaging<T>(root: string, step: (path: string) => T): T {
  const directory = join(root, STAGING);
  mkdirSync(directory, { recursive: true });
  if (fileKind(directory) !== 'directory') {
    throw new TicketsError('unreadable', `${directory} is no directory`, 'remove it; nothing was written');
  }
  const path = join(directory, `${process.pid}-${randomBytes(6).toString('hex')}`);
  try {
    return step(path);
  } finally {
    rmSync(path, { recursive: true, force: true });
    removeIfEmpty(directory);
  }
}

/** Writes a new file, durably, with the mode of the file that it will replace (`like`), or for all to run or not. */
export function writeNewFile(
  path: string,
  content: string | Uint8Array,
  { like, executable = false }: { like?: string; executable?: boolean } = {},
): void {
  // 'wx' refuses what stands there, symbolic links included.
  const file = openSync(path, 'wx', executable ? 0o777 : 0o666);
  try {
    if (like !== undefined) {
      const mode = modeOf(like);
      if (mode !== undefined) fchmodSync(file, mode);
    }
    writeFully(file, typeof content === 'string' ? Buffer.from(content) : content);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function modeOf(path: string): number | undefined {
  try {
    return statSync(path).mode & 0o7777;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Removes a directory that nothing is built in. */
export function removeIfEmpty(directory: string): void {
  try {
    rmdirSync(directory);
  } catch (error) {
    // Another process builds something in it, or has just removed it.
    if (!['ENOTEMPTY', 'EEXIST', 'ENOENT', 'EBUSY'].includes(errorCode(error) ?? '')) throw error;
  }
}
