import { join } from 'node:path';
import { disk } from './disk.ts';
import { errorCode } from './error-code.ts';
import { isDead, parseOwner } from './lock-owner.ts';
import { readFile } from './read-file.ts';

/** No step takes longer between making a draft and moving it into place. In milliseconds. */
const YOUNG = 10_000;

/**
 * Whether a draft below a root may be the work of a command that runs at this moment: somebody holds the tree's lock, or
 * the draft is younger than 10 s, or gone since its name was read. `now` is the clock that files are stamped with.
 */
export function isDraftInProgress(root: string, path: string, lock: string, now: Date): boolean {
  const changed = changeTime(join(root, path));
  if (changed === null) return true;
  const age = now.getTime() - changed;
  if (age >= 0 && age < YOUNG) return true;
  const read = readFile(lock);
  if (read.kind === 'missing') return false;
  const owner = read.kind === 'read' ? parseOwner(read.bytes.toString()) : null;
  // An owner of whom nothing is known counts as alive, as it does for those who wait for the lock.
  return owner === null || !isDead(owner);
}

function changeTime(path: string): number | null {
  try {
    return disk.lstat(path).mtimeMs;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}
