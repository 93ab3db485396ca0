import { STATUSES } from '../format/status.ts';
import type { ItemPlace } from '../tickets/change.ts';
import { itemPath } from './item-path.ts';
import { type FileRead, readFile } from './read-file.ts';

/** Reads a file of an item that was listed. If the item has moved since, it is read where it is now. */
export function readItemFile(root: string, { status, id }: ItemPlace, name: string): FileRead {
  for (const place of [status, ...STATUSES, ...STATUSES]) {
    const read = readFile(itemPath(root, { status: place, id }, name));
    if (read.kind !== 'missing') return read;
  }
  return { kind: 'missing' };
}
