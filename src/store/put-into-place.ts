import { disk } from './disk.ts';
import { hasErrorCode } from './has-error-code.ts';
import { pause } from './pause.ts';

/** Milliseconds; together half a second. */
const PAUSES = [1, 4, 15, 30, 50, 100, 100, 100, 100];

/** Renames. On Windows a reader that has the file open blocks that for a moment: it is tried again, and then refused. */
export function putIntoPlace(from: string, to: string): void {
  for (const milliseconds of PAUSES) {
    try {
      disk.rename(from, to);
      return;
    } catch (error) {
      if (!hasErrorCode(error, 'EPERM', 'EACCES', 'EBUSY')) throw error;
    }
    pause(milliseconds);
  }
  disk.rename(from, to);
}
