import { accessSync, constants, mkdirSync, readdirSync, renameSync, rmdirSync, unlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isItemId } from '../format/item-id.ts';
import { isStatus } from '../format/status.ts';
import type { Change, ItemPlace } from '../tickets/change.ts';
import { TicketsError } from '../tickets/tickets-error.ts';
import { appendFile } from './append-file.ts';
import { fileKind } from './file-kind.ts';
import { fileSystemError } from './file-system-error.ts';
import { itemPath } from './item-path.ts';
import { withStaging, writeNewFile } from './staging.ts';
import { syncDirectory } from './sync-directory.ts';

/**
 * Writes what an operation decided: the one place in the program that changes a tree. Everything that can be
 * known to fail is checked before the first write. Call it with the lock held.
 */
export function applyChanges(root: string, changes: readonly Change[]): void {
  if (changes.length === 0) return;
  let committed: string | undefined;
  try {
    for (const change of changes) checkChange(root, change);
    withStaging(root, (directory) => {
      mkdirSync(directory);
      const staged = changes.map((_change, index) => join(directory, String(index)));
      // All that needs space on the disk is written before anything counts.
      for (const [index, change] of changes.entries()) prepareChange(root, change, staged[index] ?? '');
      for (const [index, change] of changes.entries()) {
        applyChange(root, change, staged[index] ?? '');
        if (change.type === 'append') committed = `${change.item.id}: the event is recorded`;
      }
    });
  } catch (error) {
    throw fileSystemError(error, root, committed);
  }
}

function checkChange(root: string, change: Change): void {
  const { item } = change;
  if (!isStatus(item.status) || !(change.type !== 'create-item' || isItemId(item.id))) {
    throw new TicketsError('invalid-value', `'${item.id}' is no id`, 'an id is YYYYMMDD-HHMMSS-slug');
  }
  for (const path of [join(root, item.status), itemPath(root, item)]) {
    const kind = fileKind(path);
    if (kind === 'directory' || (kind === 'missing' && change.type === 'create-item')) continue;
    throw new TicketsError('unreadable', `${path} is no directory`, 'nothing was written');
  }
  // Known to fail before anything counts, rather than after the event is recorded.
  for (const directory of directoriesToWrite(root, change)) accessSync(directory, constants.W_OK);
  if (change.type === 'create-item') refuseOccupied(itemPath(root, item));
  if (change.type === 'move') {
    const kind = fileKind(join(root, change.to));
    if (kind !== 'directory' && kind !== 'missing') {
      throw new TicketsError('unreadable', `${join(root, change.to)} is no directory`, 'nothing was written');
    }
    refuseOccupied(itemPath(root, { ...item, status: change.to }));
  }
  if ('file' in change) {
    const path = itemPath(root, item, change.file);
    const kind = fileKind(path);
    if (kind === 'file' || kind === 'missing') return;
    throw new TicketsError('unreadable', `${path} is no regular file`, 'nothing was written');
  }
}

/** The directories in which a change puts, replaces or removes a name; one that is not there yet is made in the root. */
function directoriesToWrite(root: string, change: Change): string[] {
  const { item } = change;
  const wanted = {
    'create-item': [join(root, item.status)],
    append: [],
    write: [itemPath(root, item)],
    remove: [itemPath(root, item)],
    // A directory that moves gets another `..`: it has to be writable itself.
    move: [join(root, item.status), 'to' in change ? join(root, change.to) : root, itemPath(root, item)],
  }[change.type];
  return wanted.map((directory) => (fileKind(directory) === 'missing' ? root : directory));
}

/** Writes aside what the change will put into place, and makes the directories that it needs. */
function prepareChange(root: string, change: Change, staged: string): void {
  switch (change.type) {
    case 'create-item':
      stageItem(staged, change);
      mkdirSync(join(root, change.item.status), { recursive: true });
      break;
    case 'write':
      writeNewFile(staged, change.text, { like: itemPath(root, change.item, change.file) });
      break;
    case 'move':
      mkdirSync(join(root, change.to), { recursive: true });
      break;
    case 'append':
    case 'remove':
      break;
  }
}

function applyChange(root: string, change: Change, staged: string): void {
  const { item } = change;
  switch (change.type) {
    case 'create-item':
      removeHusk(itemPath(root, item));
      renameSync(staged, itemPath(root, item));
      syncDirectory(join(root, item.status));
      break;
    case 'append':
      appendFile(itemPath(root, item, change.file), change.text);
      break;
    case 'write':
      renameSync(staged, itemPath(root, item, change.file));
      syncDirectory(itemPath(root, item));
      break;
    case 'remove':
      unlinkSync(itemPath(root, item, change.file));
      syncDirectory(itemPath(root, item));
      break;
    case 'move':
      moveItem(root, item, { ...item, status: change.to });
      break;
  }
}

/** Builds a whole item, so that one rename puts it into place. */
function stageItem(staged: string, { files, executable = [] }: Extract<Change, { type: 'create-item' }>): void {
  mkdirSync(staged);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(staged, name)), { recursive: true });
    writeNewFile(join(staged, name), content, { executable: executable.includes(name) });
  }
  for (const directory of new Set(Object.keys(files).map((name) => dirname(join(staged, name))))) {
    syncDirectory(directory);
  }
}

function moveItem(root: string, from: ItemPlace, to: ItemPlace): void {
  removeHusk(itemPath(root, to));
  renameSync(itemPath(root, from), itemPath(root, to));
  syncDirectory(join(root, to.status));
  syncDirectory(join(root, from.status));
}

/** Refuses a target at which anything but a husk stands. */
function refuseOccupied(path: string): void {
  const kind = fileKind(path);
  if (kind === 'missing' || (kind === 'directory' && isHusk(path))) return;
  throw new TicketsError('exists', `something stands at ${path} already`, 'look at it, and move it away');
}

/** git keeps no empty directory, so switching branches leaves directories that hold nothing but directories. */
function isHusk(path: string): boolean {
  return readdirSync(path, { withFileTypes: true }).every(
    (entry) => entry.isDirectory() && isHusk(join(path, entry.name)),
  );
}

function removeHusk(path: string): void {
  if (fileKind(path) !== 'directory') return;
  for (const name of readdirSync(path)) removeHusk(join(path, name));
  rmdirSync(path);
}
