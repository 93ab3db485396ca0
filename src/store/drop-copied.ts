import { join } from 'node:path';
import { isWhole } from '../format/event-id.ts';
import type { Status } from '../format/status.ts';
import { parseThread } from '../format/thread.ts';
import type { ItemPlace } from '../tickets/change.ts';
import { moveOf } from '../tickets/move-of.ts';
import { itemPath } from './item-path.ts';
import { type FoundFile, readAllFiles } from './read-all-files.ts';
import { readFile } from './read-file.ts';
import { removeTree } from './remove-tree.ts';
import { syncDirectory } from './sync-directory.ts';

/**
 * Removes what a command that was killed has left of an item's old directory, when it had moved the item by a copy: every file
 * in it stands, byte for byte, in the directory to which the log's last event moved the item. Returns where the item is then;
 * null where two places are no such copy.
 */
export function dropCopied(root: string, places: readonly ItemPlace[]): ItemPlace | null {
  const to = places.find((place) => statusInLog(root, place) === place.status);
  const from = places.find((place) => place !== to);
  if (places.length !== 2 || !to || !from) return null;
  const copied = readAllFiles(itemPath(root, to), { recursive: true }).files;
  const { files, problems } = readAllFiles(itemPath(root, from), { recursive: true });
  const copies = new Map(copied.map((file) => [file.path, file]));
  const isCopied = ({ path, bytes, executable }: FoundFile): boolean => {
    const copy = copies.get(path);
    return copy?.executable === executable && copy.bytes.equals(bytes);
  };
  if (problems.length > 0 || !files.every(isCopied)) return null;
  removeTree(itemPath(root, from));
  syncDirectory(join(root, from.status));
  return to;
}

/** The status to which the last event of a log moved the item. */
function statusInLog(root: string, place: ItemPlace): Status | null {
  const log = readFile(itemPath(root, place, 'thread.md'));
  const last = log.kind === 'read' ? parseThread(log.bytes.toString(), place.id).events.at(-1) : undefined;
  return last && isWhole(place.id, last) ? (moveOf(last)?.to ?? null) : null;
}
