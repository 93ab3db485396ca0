import { join } from 'node:path';
import { TicketsError } from '../tickets/tickets-error.ts';
import { disk, OPEN } from './disk.ts';
import { errorCode } from './error-code.ts';
import { fileKind } from './file-kind.ts';
import { hasErrorCode } from './has-error-code.ts';
import { removeTree } from './remove-tree.ts';
import { tolerate } from './tolerate.ts';
import { writeFully } from './write-fully.ts';

/** Where files and items are built before they are moved into place: on the same file system as the tree. */
export const STAGING = '.tmp';

/**
 * Runs a step with a fresh directory to build things in, and clears away whatever is left of it; after an error that
 * `isNeeded` names, the next command needs what stands there. Call it with the lock held: what stood there before was left by
 * a command that was killed.
 */
export function withStaging<T>(
  root: string,
  name: string,
  step: (directory: string) => T,
  isNeeded: (error: unknown) => boolean = () => false,
): T {
  const staging = join(root, STAGING);
  const isNew = makeStaging(staging);
  const directory = join(staging, name);
  let needed = false;
  try {
    if (!isNew) removeTree(directory);
    disk.mkdir(directory);
    return step(directory);
  } catch (error) {
    needed = isNeeded(error);
    throw error;
  } finally {
    // Left behind, it would be cleared away by the next command.
    if (!needed) {
      tolerate(() => {
        removeEmptied(directory);
        disk.rmdir(staging);
      });
    }
  }
}

/** Whether it was not there. */
function makeStaging(path: string): boolean {
  try {
    disk.mkdir(path);
    return true;
  } catch (error) {
    if (!hasErrorCode(error, 'EEXIST')) throw error;
  }
  if (fileKind(path) === 'directory') return false;
  throw new TicketsError('unreadable', `${path} is no directory`, 'remove it; nothing was written');
}

/** Removes a directory that is empty, unless the step has failed. */
function removeEmptied(path: string): void {
  try {
    disk.rmdir(path);
  } catch {
    // It is not empty; or else this meets the same error, and tells it.
    removeTree(path);
  }
}

/** The mode of a new file that may be run. */
export const EXECUTABLE = 0o755;

/** Writes a new file, durably, with the mode of the file that it will replace, or with one that is given. */
export function writeNewFile(path: string, content: string | Uint8Array, like?: string | number): void {
  // Refuses what stands there, symbolic links included.
  const file = disk.open(path, OPEN.new, 0o666);
  try {
    const mode = typeof like === 'string' ? modeOf(like) : like;
    if (mode !== undefined) disk.chmod(file, mode);
    writeFully(file, typeof content === 'string' ? Buffer.from(content) : content);
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
