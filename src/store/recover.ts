import { join } from 'node:path';
import { STATUSES } from '../format/status.ts';
import { TicketsError } from '../tickets/tickets-error.ts';
import { disk } from './disk.ts';
import { dropCopied } from './drop-copied.ts';
import { NOTE_OF_NEW } from './edited-slugs.ts';
import { fileKind } from './file-kind.ts';
import { readError } from './file-system-error.ts';
import { itemPath } from './item-path.ts';
import { readLeftover } from './leftover.ts';
import { placeEditedSlugs } from './place-edited-slugs.ts';
import { removeTree } from './remove-tree.ts';
import { type Notice, settleItem } from './settle-item.ts';
import { STAGING } from './staging.ts';
import { tolerate } from './tolerate.ts';

/**
 * Finishes what killed commands left in the staging directory, of whatever item, and clears it away. With the lock held
 * whatever stands there is nobody's. Where nothing was left it costs one look.
 */
export function recover(root: string, onNotice: Notice): void {
  const staging = join(root, STAGING);
  if (fileKind(staging) !== 'directory') return;
  for (const { name } of disk.readdir(staging)) {
    const path = join(staging, name);
    // Settling one item may have cleared away another leftover.
    if (fileKind(path) !== 'directory' || settled(root, name, path, onNotice)) removeTree(path);
  }
  tolerate(() => disk.rmdir(staging));
}

/** Settles the item that a staging directory is named after. False where that is impossible: then it stays for later. */
function settled(root: string, id: string, directory: string, onNotice: Notice): boolean {
  const leftover = readLeftover(directory);
  const places = STATUSES.map((status) => ({ status, id })).filter(
    (place) => fileKind(join(root, place.status)) === 'directory' && fileKind(itemPath(root, place)) === 'directory',
  );
  const [place] = places;
  if (!leftover) {
    // A new item that was made, with a slug that its id does not end with.
    if (place) placeEditedSlugs(root, join(directory, NOTE_OF_NEW));
    return true;
  }
  if (place === undefined) return true;
  try {
    const now = places.length === 1 ? place : dropCopied(root, places);
    if (now === null) return false;
    settleItem(root, now, { leftover, onNotice });
    return true;
  } catch (error) {
    // What holds up one item must not hold up all others: it is told, and met again by the command that is about it.
    const known = readError(error, root);
    if (!(known instanceof TicketsError)) throw error;
    onNotice(`${id}: a command that changed it was killed, and cannot be finished: ${known.message}`);
    return false;
  }
}
