import { dirname, join } from 'node:path';
import { copyTree } from './copy-tree.ts';
import { disk } from './disk.ts';
import { dropCopy } from './drop-copy.ts';
import { hasErrorCode } from './has-error-code.ts';
import { putIntoPlace } from './put-into-place.ts';
import { syncDirectory } from './sync-directory.ts';

/**
 * Moves an item's directory. One that comes from the image of a container (the lower layer of an overlay) cannot be
 * renamed: a whole copy is made at `draft`, which is put into place in one step, and then the old one is removed. What is left
 * of that one after a kill, `dropCopied` removes.
 */
export function moveDirectory(from: string, to: string, draft: string): void {
  try {
    putIntoPlace(from, to);
  } catch (error) {
    if (!hasErrorCode(error, 'EXDEV') || !copyTree(from, draft)) throw error;
    keepLeftovers(dirname(dirname(draft)));
    putIntoPlace(draft, to);
    syncDirectory(dirname(to));
    dropCopy(from, to);
  }
}

/** Makes all that stands in the staging directory outlive a power cut: it tells that one of two directories is a copy. */
function keepLeftovers(staging: string): void {
  for (const { name } of disk.readdir(staging)) syncDirectory(join(staging, name));
  for (const path of [staging, dirname(staging)]) syncDirectory(path);
}
