import { join } from 'node:path';
import { sha256Start } from '../format/sha256.ts';
import type { Change, ItemPlace } from '../tickets/change.ts';
import { TicketsError } from '../tickets/tickets-error.ts';
import { appendFile } from './append-file.ts';
import { checkChanges } from './check-changes.ts';
import { disk } from './disk.ts';
import { EDITED_SLUGS, EDITED_SLUGS_TEXT, hasEditedSlugs, NOTE_OF_NEW } from './edited-slugs.ts';
import { fileKind } from './file-kind.ts';
import { type DoneBefore, fileSystemError } from './file-system-error.ts';
import { removeHusk } from './husk.ts';
import { itemPath } from './item-path.ts';
import { moveDirectory } from './move-directory.ts';
import { putIntoPlace } from './put-into-place.ts';
import { readFile } from './read-file.ts';
import { EXECUTABLE, STAGING, withStaging, writeNewFile } from './staging.ts';
import { syncDirectory } from './sync-directory.ts';

/** The append that a group of changes starts with, and the length of the log before it. */
interface Append {
  event: string;
  size: number;
  isUntold: boolean;
}

/**
 * Writes what an operation decided on one item: the one place in the program that changes an item. Everything that can be
 * known to fail is checked, and everything that needs space is written aside, before the first change counts. Each step is
 * durable before the next. Call it with the lock held.
 */
export function applyChanges(root: string, changes: readonly Change[], stagingName?: string): void {
  const [first] = changes;
  if (first === undefined) return;
  let committed: DoneBefore | undefined;
  let isMoving = false;
  const commit = (done: string): void => {
    committed = { done: `${first.item.id}: ${done}, but not fully applied`, hint: 'the next command finishes it' };
  };
  try {
    checkChanges(root, first.item, changes);
    const step = (directory: string): void => {
      const append = appendOf(root, changes);
      const staged = changes.map((change) => ({
        change,
        path: stageChange(root, first.item, change, directory, append),
      }));
      if (changes.some((change) => change.type === 'write' && change.keep)) keepStaged(root, directory, first.item);
      else if (append?.isUntold || changes.some(({ type }) => type === 'note-slug')) keepStaged(root, directory);
      for (const { change, path } of staged) {
        isMoving ||= change.type === 'move';
        applyChange(root, change, path, commit, isRedone(changes, change));
      }
    };
    // A move that is a copy may have come as far as two directories, and what is staged tells which of them is one.
    const isNeeded = (error: unknown): boolean =>
      committed !== undefined || isMoving || (error instanceof TicketsError && error.code === 'partly-applied');
    withStaging(root, stagingName ?? first.item.id, step, isNeeded);
  } catch (error) {
    throw fileSystemError(error, root, committed);
  }
}

/**
 * Whether the log alone tells what a change writes: the new time of an item that got an event and nothing else. If a power
 * cut takes it, the next command does it again, so nobody has to wait until it is durable; not where the time before tells
 * nothing. Its text is, before it gets its name.
 */
function isRedone(changes: readonly Change[], change: Change): boolean {
  const types = changes.map(({ type }) => type).join();
  if (changes.some((each) => each.type === 'append' && each.untold)) return false;
  return types === 'append,write' && change.type === 'write' && change.keep !== true;
}

function appendOf(root: string, changes: readonly Change[]): Append | undefined {
  const append = changes.find((change) => change.type === 'append');
  if (!append) return undefined;
  const path = itemPath(root, append.item, append.file);
  return { event: append.event, size: disk.lstatIfThere(path)?.size ?? 0, isUntold: append.untold === true };
}

/**
 * The name under which the new text of item.md is written aside: the event, how long the log was before it, and what it
 * replaces, where the text is to be kept or the time in item.md tells nothing. That is all that the next command needs to
 * finish a change that was cut short.
 */
function stagedItemName(root: string, item: ItemPlace, keep: boolean, append: Append | undefined): string {
  if (!append) return 'item.md';
  const read = keep || append.isUntold ? readFile(itemPath(root, item, 'item.md')) : null;
  const base = read?.kind === 'read' ? `.${keep ? '' : 'from-'}${sha256Start(read.bytes)}` : '';
  return `${append.event}.${append.size}${base}`;
}

/** Writes aside what a change will put into place, and returns where. */
function stageChange(
  root: string,
  now: ItemPlace,
  change: Change,
  directory: string,
  append: Append | undefined,
): string {
  switch (change.type) {
    case 'create-item':
      return stageItem(join(directory, change.item.status), change);
    case 'write': {
      const isItem = change.file === 'item.md';
      const name = isItem ? stagedItemName(root, now, change.keep === true, append) : change.file;
      writeNewFile(join(directory, name), change.text, itemPath(root, now, change.file));
      return join(directory, name);
    }
    case 'move': {
      const status = join(directory, change.to);
      if (fileKind(join(root, change.to)) === 'missing') disk.mkdir(status);
      return status;
    }
    case 'note-slug': {
      if (hasEditedSlugs(root)) return '';
      const path = join(directory, append ? EDITED_SLUGS : NOTE_OF_NEW);
      writeNewFile(path, EDITED_SLUGS_TEXT);
      return path;
    }
    case 'append':
    case 'remove':
      return '';
  }
}

/** Makes what is staged outlive a power cut, and the item.md that it is to replace: an event before may not have waited for that. */
function keepStaged(root: string, directory: string, replaced?: ItemPlace): void {
  if (replaced) syncDirectory(itemPath(root, replaced));
  for (const path of [directory, join(root, STAGING), root]) syncDirectory(path);
}

/** Builds a whole item in a status directory, so that one rename puts it into place. Returns the status directory. */
function stageItem(status: string, change: Extract<Change, { type: 'create-item' }>): string {
  const { files, executable = [] } = change;
  disk.mkdir(status);
  const item = join(status, change.item.id);
  const directories = new Set([item, ...Object.keys(files).flatMap((name) => directoriesOf(item, name))]);
  for (const directory of directories) disk.mkdir(directory);
  for (const [name, content] of Object.entries(files)) {
    writeNewFile(join(item, name), content, executable.includes(name) ? EXECUTABLE : undefined);
  }
  for (const directory of [...directories].reverse()) syncDirectory(directory);
  return status;
}

/** The directories that a file in an item is in, outermost first. */
function directoriesOf(item: string, name: string): string[] {
  const names = name.split('/').slice(0, -1);
  return names.map((_name, depth) => join(item, ...names.slice(0, depth + 1)));
}

function applyChange(
  root: string,
  change: Change,
  staged: string,
  commit: (done: string) => void,
  isRedone: boolean,
): void {
  const { item } = change;
  switch (change.type) {
    case 'create-item':
      if (fileKind(join(root, item.status)) === 'missing') {
        syncDirectory(staged);
        putIntoPlace(staged, join(root, item.status));
        commit('created');
        syncDirectory(root);
        break;
      }
      removeHusk(itemPath(root, item));
      putIntoPlace(join(staged, item.id), itemPath(root, item));
      commit('created');
      syncDirectory(join(root, item.status));
      break;
    case 'append': {
      const path = itemPath(root, item, change.file);
      const isNew = fileKind(path) === 'missing';
      appendFile(path, change.text);
      commit('recorded');
      if (isNew) syncDirectory(itemPath(root, item));
      break;
    }
    case 'write':
      putIntoPlace(staged, itemPath(root, item, change.file));
      if (change.file === 'thread.md') commit('recorded');
      if (!isRedone) syncDirectory(itemPath(root, item));
      break;
    case 'note-slug':
      if (staged === '') break;
      putIntoPlace(staged, join(root, EDITED_SLUGS));
      syncDirectory(root);
      break;
    case 'remove':
      disk.unlink(itemPath(root, item, change.file));
      syncDirectory(itemPath(root, item));
      break;
    case 'move':
      if (fileKind(join(root, change.to)) === 'missing') {
        putIntoPlace(staged, join(root, change.to));
        syncDirectory(root);
      }
      moveItem(root, item, { ...item, status: change.to }, `${staged}.copy`);
      break;
  }
}

function moveItem(root: string, from: ItemPlace, to: ItemPlace, draft: string): void {
  removeHusk(itemPath(root, to));
  moveDirectory(itemPath(root, from), itemPath(root, to), draft);
  syncDirectory(join(root, to.status));
  syncDirectory(join(root, from.status));
}
