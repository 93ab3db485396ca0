import { disk } from './disk.ts';
import { errorCode } from './error-code.ts';

export function removeIfThere(path: string): void {
  try {
    disk.unlink(path);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
}
