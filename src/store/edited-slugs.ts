import { join } from 'node:path';
import { fileKind } from './file-kind.ts';
import { fileSystemError } from './file-system-error.ts';
import { replaceFile } from './replace-file.ts';

/** The file in a root that tells that an item may have another slug than the one its id ends with. */
export const EDITED_SLUGS = '.edited-slugs';

const TEXT = `An item here may have a slug that its id does not end with: \`tickets edit --slug\` and merges give one.
While this file is there, a slug is looked for in every item, and not in the names of their directories alone.
`;

/** Up to so many items are asked in less time than it takes to start. */
const FEW = 200;

/**
 * Whether the slugs of all items have to be read, since the names do not tell them: no command has ever given an item a
 * slug of its own in a tree without the file. A slug that was written into an item.md by hand is what doctor reports.
 */
export function mustReadSlugs(root: string, items: number): boolean {
  return items <= FEW || fileKind(join(root, EDITED_SLUGS)) !== 'missing';
}

/**
 * Leaves the file, before an item gets such a slug; returns whether it was missing. The file stays: it may be there without
 * need, and never be missing in need. Branches that both made it merge without a conflict. Call it with the lock held.
 */
export function noteEditedSlugs(root: string): boolean {
  const path = join(root, EDITED_SLUGS);
  if (fileKind(path) !== 'missing') return false;
  try {
    replaceFile(root, path, TEXT);
  } catch (error) {
    throw fileSystemError(error, path);
  }
  return true;
}
