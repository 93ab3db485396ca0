import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { TicketsError } from '../tickets/tickets-error.ts';
import { disk, OPEN } from './disk.ts';
import { errorCode } from './error-code.ts';
import { fileKind } from './file-kind.ts';
import { makeDirectory } from './make-directory.ts';
import { removeTree } from './remove-tree.ts';
import { writeFully } from './write-fully.ts';

/** Where files and items are built before they are moved into place: on the same file system as the tree. */
export const STAGING = '.tmp';

/** Runs a step with a fresh path to build something at, and clears away whatever is left of it. */
export function withStaging<T>(root: string, step: (path: string) => T): T {
  const directory = join(root, STAGING);
  const kind = fileKind(directory);
  if (kind === 'missing') makeDirectory(directory);
  else if (kind !== 'directory') {
    throw new TicketsError('unreadable', `${directory} is no directory`, 'remove it; nothing was written');
  }
  const path = join(directory, `${process.pid}-${randomBytes(6).toString('hex')}`);
  try {
    return step(path);
  } finally {
    removeTree(path);
    removeIfEmpty(directory);
  }
}

/** Writes a new file, durably, with the mode of the file that it will replace. */
export function writeNewFile(path: string, text: string, likeFile?: string): void {
  // Refuses what stands there, symbolic links included.
  const file = disk.open(path, OPEN.new, 0o666);
  try {
    if (likeFile !== undefined) {
      const mode = modeOf(likeFile);
      if (mode !== undefined) disk.chmod(file, mode);
    }
    writeFully(file, Buffer.from(text));
    disk.fsync(file);
  } finally {
    disk.close(file);
  }
}

function modeOf(path: string): number | undefined {
  try {
    return disk.stat(path).mode & 0o7777;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function removeIfEmpty(directory: string): void {
  try {
    disk.rmdir(directory);
  } catch (error) {
    // Another process builds something in it, or has just removed it.
    if (!['ENOTEMPTY', 'EEXIST', 'ENOENT', 'EBUSY'].includes(errorCode(error) ?? '')) throw error;
  }
}
