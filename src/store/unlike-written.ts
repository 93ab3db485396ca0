import type { ItemPlace } from '../tickets/change.ts';
import { itemPath } from './item-path.ts';
import { readFile } from './read-file.ts';

/** The files of an item whose bytes on disk are not the given ones: none, when all of it is there. */
export function unlikeWritten(root: string, place: ItemPlace, files: Record<string, string | Uint8Array>): string[] {
  return Object.entries(files).flatMap(([name, content]) => {
    const read = readFile(itemPath(root, place, name));
    return read.kind === 'read' && read.bytes.equals(Buffer.from(content)) ? [] : [name];
  });
}
