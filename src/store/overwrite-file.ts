import { closeSync, constants, openSync } from 'node:fs';
import { fileSystemError } from './file-system-error.ts';
import { writeFully } from './write-fully.ts';

/** Writes a file that is somebody's scratch file, such as git's for a merge driver. No item is ever written so. */
export function overwriteFile(path: string, bytes: Uint8Array): void {
  try {
    const file = openSync(path, constants.O_WRONLY | constants.O_TRUNC | constants.O_CREAT, 0o666);
    try {
      writeFully(file, bytes);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw fileSystemError(error, path);
  }
}
