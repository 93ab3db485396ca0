import { join } from 'node:path';
import { TicketsError } from '../tickets/tickets-error.ts';
import { disk } from './disk.ts';
import { NOTE_OF_NEW } from './edited-slugs.ts';
import { fileKind } from './file-kind.ts';
import { readError } from './file-system-error.ts';
import { readLeftover } from './leftover.ts';
import { onePlace } from './one-place.ts';
import { placeEditedSlugs } from './place-edited-slugs.ts';
import { placesOf } from './places-of.ts';
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
  const places = placesOf(root, id);
  const [place] = places;
  if (place === undefined) return true;
  // A new item that was made, with a slug that its id does not end with.
  if (!leftover) placeEditedSlugs(root, join(directory, NOTE_OF_NEW));
  try {
    const now = onePlace(root, places);
    if (now) {
      settleItem(root, now, { leftover, onNotice });
      return true;
    }
    onNotice(`${id}: a command that changed it was killed, and it is in two status directories: keep the right one`);
    return false;
  } catch (error) {
    // What holds up one item must not hold up all others: it is told, and met again by the command that is about it.
    const known = readError(error, root);
    if (!(known instanceof TicketsError)) throw error;
    onNotice(`${id}: a command that changed it was killed, and cannot be finished: ${known.message}`);
    return false;
  }
}
