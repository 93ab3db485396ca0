import { disk, OPEN } from './disk.ts';
import { hasErrorCode } from './has-error-code.ts';
import { tolerate } from './tolerate.ts';

/**
 * Makes the names in a directory durable. Where a directory cannot be opened or synced (Windows, some mounts), that is no
 * error; an error of the device is.
 */
export function syncDirectory(path: string): void {
  let directory: number;
  try {
    directory = disk.open(path, OPEN.directory);
  } catch (error) {
    if (hasErrorCode(error, 'EISDIR', 'EACCES', 'EPERM')) return;
    throw error;
  }
  try {
    disk.fsync(directory);
  } catch (error) {
    if (!hasErrorCode(error, 'EINVAL', 'EPERM', 'EISDIR', 'EBADF', 'ENOTSUP')) throw error;
  } finally {
    tolerate(() => disk.close(directory));
  }
}
