import { join } from 'node:path';
import { STATUSES } from '../format/status.ts';
import { disk } from './disk.ts';
import { errorCode } from './error-code.ts';

/** What an entry takes in a directory whose file system counts bytes, where names are as long as ids. */
const BYTES_PER_ENTRY = 64;

/** About how many items a tree has, by a look at the status directories from outside: a guess, for what only saves time. */
export function guessSize(root: string): number {
  let items = 0;
  for (const status of STATUSES) {
    try {
      const { nlink, size } = disk.lstat(join(root, status));
      // Most file systems count the directories in a directory as links to it; of the others, the size says enough.
      items += Math.max(nlink - 2, Math.floor(size / BYTES_PER_ENTRY));
    } catch (error) {
      if (errorCode(error) === undefined) throw error;
    }
  }
  return items;
}
