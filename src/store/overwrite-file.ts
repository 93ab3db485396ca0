import { disk, OPEN } from './disk.ts';
import { fileSystemError } from './file-system-error.ts';
import { writeFully } from './write-fully.ts';

/** Writes a file that is somebody's scratch file, such as git's for a merge driver. No item is ever written so. */
export function overwriteFile(path: string, bytes: Uint8Array): void {
  try {
    const file = disk.open(path, OPEN.overwrite, 0o666);
    try {
      disk.truncate(file, 0);
      writeFully(file, bytes);
    } finally {
      disk.close(file);
    }
  } catch (error) {
    throw fileSystemError(error, path);
  }
}
