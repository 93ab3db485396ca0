import { disk, OPEN } from './disk.ts';
import { errorCode } from './error-code.ts';

/** Makes the names in a directory durable. Where a directory cannot be synced (Windows, some mounts), that is no error. */
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
    if (!['EINVAL', 'EPERM', 'EBADF', 'ENOTSUP'].includes(errorCode(error) ?? '')) throw error;
  } finally {
    disk.close(directory);
  }
}
