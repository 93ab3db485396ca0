import { join } from 'node:path';
import { isItemId } from '../format/item-id.ts';
import { isStatus } from '../format/status.ts';
import type { Change, ItemPlace } from '../tickets/change.ts';
import { TicketsError } from '../tickets/tickets-error.ts';
import { disk, MAY_WRITE } from './disk.ts';
import { hasEditedSlugs } from './edited-slugs.ts';
import { fileKind } from './file-kind.ts';
import { isHusk } from './husk.ts';
import { itemPath } from './item-path.ts';

/**
 * Throws for changes of one item of which one is known to fail, while nothing is written yet. `now` is where the item is
 * before all of them.
 */
export function checkChanges(root: string, now: ItemPlace, changes: readonly Change[]): void {
  const isNew = changes.some(({ type }) => type === 'create-item');
  if (!isStatus(now.status) || (isNew && !isItemId(now.id))) {
    throw new TicketsError('invalid-value', `'${now.id}' is no id`, 'an id is YYYYMMDD-HHMMSS-slug');
  }
  for (const path of [join(root, now.status), itemPath(root, now)]) {
    const kind = fileKind(path);
    if (kind === 'directory' || (kind === 'missing' && isNew)) continue;
    const what = kind === 'hidden' ? 'may not be looked at (permission denied)' : 'is no directory';
    throw new TicketsError('unreadable', `${path} ${what}`, 'nothing was written');
  }
  for (const change of changes) checkChange(root, now, change);
}

function checkChange(root: string, now: ItemPlace, change: Change): void {
  if (change.type === 'note-slug') {
    if (!hasEditedSlugs(root)) disk.access(root, MAY_WRITE);
    return;
  }
  for (const directory of directoriesToWrite(root, now, change)) disk.access(directory, MAY_WRITE);
  if (change.type === 'create-item') refuseOccupied(itemPath(root, now));
  if (change.type === 'move') {
    const kind = fileKind(join(root, change.to));
    if (kind !== 'directory' && kind !== 'missing') {
      throw new TicketsError('unreadable', `${join(root, change.to)} is no directory`, 'nothing was written');
    }
    refuseOccupied(itemPath(root, { ...now, status: change.to }));
  }
  if (!('file' in change)) return;
  const path = itemPath(root, now, change.file);
  const kind = fileKind(path);
  if (kind === 'file' || kind === 'missing') return;
  throw new TicketsError('unreadable', `${path} is no regular file`, 'nothing was written');
}

/** The directories in which a change puts, replaces or removes a name; one that is not there yet is made in the root. */
function directoriesToWrite(root: string, now: ItemPlace, change: Exclude<Change, { type: 'note-slug' }>): string[] {
  const item = itemPath(root, now);
  const wanted = {
    'create-item': [join(root, now.status)],
    append: [],
    write: [item],
    remove: [item],
    // A directory that moves gets another `..`: it has to be writable itself.
    move: [join(root, now.status), 'to' in change ? join(root, change.to) : root, item],
  }[change.type];
  return wanted.map((directory) => (fileKind(directory) === 'missing' ? root : directory));
}

/** Refuses a target at which anything but a husk stands. */
function refuseOccupied(path: string): void {
  const kind = fileKind(path);
  if (kind === 'missing' || (kind === 'directory' && isHusk(path))) return;
  throw new TicketsError('exists', `something stands at ${path} already`, 'look at it, and move it away');
}
