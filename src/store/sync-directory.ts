import { closeSync, fsyncSync, openSync } from 'node:fs';
import { errorCode } from './error-code.ts';

/** Makes the names in a directory durable. Where a directory cannot be synced (Windows, some mounts), that is no error. */
export function syncDirectory(path: string): void {
  let directory: number;
  try {
    directory = openSync(path, 'r');
  } catch (error) {
    if (['EISDIR', 'EACCES', 'EPERM'].includes(errorCode(error) ?? '')) return;
    throw error;
  }
  try {
    fsyncSync(directory);
  } catch (error) {
    if (!['EINVAL', 'EPERM', 'EBADF', 'ENOTSUP'].includes(errorCode(error) ?? '')) throw error;
  } finally {
    closeSync(directory);
  }
}
