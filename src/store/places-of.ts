import { join } from 'node:path';
import { STATUSES } from '../format/status.ts';
import type { ItemPlace } from '../tickets/change.ts';
import { fileKind } from './file-kind.ts';
import { itemPath } from './item-path.ts';

/** The status directories in which a directory of that name stands, whatever is in it. */
export function placesOf(root: string, id: string): ItemPlace[] {
  return STATUSES.map((status) => ({ status, id })).filter(
    (place) => fileKind(join(root, place.status)) === 'directory' && fileKind(itemPath(root, place)) === 'directory',
  );
}
