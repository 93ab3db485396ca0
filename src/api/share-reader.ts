import type { ShareItems } from '../doctor/check-share.ts';
import type { ShareFiles } from '../doctor/glance-share.ts';
import { itemPath } from '../store/item-path.ts';
import { readItem } from '../store/read-checked-item.ts';
import { readValidText } from '../store/read-file.ts';
import { readPlainFiles } from '../store/read-plain-files.ts';
import type { ListedPlace } from '../tickets/tree.ts';

/** How the items of a share are read, in whatever thread: at a glance, and where that does not tell all. */
export function shareReader(
  root: string,
  placeAt: (index: number) => ListedPlace,
  isWanted: (index: number) => boolean,
): Omit<ShareFiles, 'length'> & ShareItems {
  return {
    plainAt: (index) => readPlainFiles(root, placeAt(index)),
    itemAt: (index) => readItem(root, placeAt(index)),
    textAt: (index, path) => readValidText(itemPath(root, placeAt(index), path)),
    isWanted,
  };
}
