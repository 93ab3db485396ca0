import { STATUSES } from '../format/status.ts';
import type { ItemPlace } from '../tickets/change.ts';
import type { NoFile, TextRead } from '../tickets/text-read.ts';
import { itemPath } from './item-path.ts';
import { type FileRead, readFile, readText } from './read-file.ts';

/** Reads a file of an item that was listed. If the item has moved since, it is read where it is now. */
export function readItemFile(root: string, place: ItemPlace, name: string): FileRead {
  return readWhereItIs(root, place, name, readFile);
}

/** The same as text. */
export function readItemText(root: string, place: ItemPlace, name: string): TextRead {
  return readWhereItIs(root, place, name, readText);
}

function readWhereItIs<Read extends { kind: string }>(
  root: string,
  { status, id }: ItemPlace,
  name: string,
  read: (path: string) => Read | NoFile,
): Read | NoFile {
  for (const place of [status, ...STATUSES, ...STATUSES]) {
    const found = read(itemPath(root, { status: place, id }, name));
    if (found.kind !== 'missing') return found;
  }
  return { kind: 'missing' };
}
