import { join } from 'node:path';
import { EDITED_SLUGS, hasEditedSlugs } from './edited-slugs.ts';
import { fileKind } from './file-kind.ts';
import { putIntoPlace } from './put-into-place.ts';
import { syncDirectory } from './sync-directory.ts';

/**
 * Puts the file that tells of edited slugs into place, if a killed command has left it at `staged`. It is there then, durably,
 * also if that command has put it there. Call it with the lock held, before the item gets its slug.
 */
export function placeEditedSlugs(root: string, staged: string): void {
  if (fileKind(staged) === 'file' && !hasEditedSlugs(root)) putIntoPlace(staged, join(root, EDITED_SLUGS));
  syncDirectory(root);
}
