import { join } from 'node:path';
import { fileKind } from './file-kind.ts';

/** The file in a root that tells that an item may have another slug than the one its id ends with. */
export const EDITED_SLUGS = '.edited-slugs';

/** What it is called while it is written aside for a new item, which has no event: the item itself tells whether it counts. */
export const NOTE_OF_NEW = `${EDITED_SLUGS}.new`;

/** What stands in it. Somebody may write anything else into it: that it is there is all that counts. */
export const EDITED_SLUGS_TEXT = `An item here may have a slug that its id does not end with: \`tickets edit --slug\` and merges give one.
While this file is there, a slug is looked for in every item, and not in the names of their directories alone.
`;

/** Up to so many items are asked in less time than it takes to start. */
const FEW = 200;

/**
 * Whether the slugs of all items have to be read, since the names do not tell them: no command has ever given an item a
 * slug of its own in a tree without the file. A slug that was written into an item.md by hand is what doctor reports.
 */
export function mustReadSlugs(root: string, items: number): boolean {
  return items <= FEW || hasEditedSlugs(root);
}

/**
 * Whether the file is there. It is made with the first item that gets such a slug, and stays: it may be there without need,
 * and never be missing in need. Branches that both made it merge without a conflict.
 */
export function hasEditedSlugs(root: string): boolean {
  return fileKind(join(root, EDITED_SLUGS)) !== 'missing';
}
