import { disk, OPEN } from './disk.ts';
import { errorCode } from './error-code.ts';
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
    if (['EISDIR', 'EACCES', 'EPERM'].includes(errorCode(error) ?? '')) return;
    throw error;
  }
  try {
    disk.fsync(directory);
  } catch (error) {
    if (!['EINVAL', 'EPERM', 'EISDIR', 'EBADF', 'ENOTSUP'].includes(errorCode(error) ?? '')) throw error;
  } finally {
    tolerate(() => disk.close(directory));
  }
}
