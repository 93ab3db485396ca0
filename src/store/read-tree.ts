import { join } from 'node:path';
import { decodeText } from '../format/decode-text.ts';
import { type ItemFile, parseItemFile } from '../format/item-file.ts';
import { STATUSES } from '../format/status.ts';
import { parseThread, type Thread } from '../format/thread.ts';
import type { ItemPlace } from '../tickets/change.ts';
import type { CheckedFile, CheckedItem, EntryKind, LegacyTracker, TreeEntry, TreeLayout } from '../tickets/tree.ts';
import { type DiskEntry, disk } from './disk.ts';
import { errorCode } from './error-code.ts';
import { fileKind } from './file-kind.ts';
import { itemPath } from './item-path.ts';
import { listPlaces } from './list-places.ts';
import type { Root } from './locate-root.ts';
import { readFile } from './read-file.ts';
import { STAGING } from './staging.ts';

/** What stands around the items: in the root, in the status directories, and what is left of the legacy tracker. */
export function readLayout({ path, project }: Root): TreeLayout {
  const unreadable: TreeLayout['unreadable'] = [];
  const entries = listEntries(path, '', unreadable);
  for (const status of STATUSES) {
    if (entries.some((entry) => entry.path === status && entry.kind === 'directory')) {
      entries.push(...listEntries(path, status, unreadable));
    }
  }
  if (entries.some((entry) => entry.path === STAGING && entry.kind === 'directory')) {
    entries.push(...listEntries(path, STAGING, unreadable));
  }
  return {
    entries,
    contents: (directory) => contentsOf(join(path, directory)),
    unreadable,
    legacy: readLegacy(project, path),
  };
}

function contentsOf(directory: string): TreeEntry[] | null {
  const unreadable: TreeLayout['unreadable'] = [];
  const entries = listEntries(directory, '', unreadable);
  // An item that moved since its name was read is no empty directory.
  if (unreadable.length > 0 || (entries.length === 0 && fileKind(directory) === 'missing')) return null;
  for (const { path: name, kind } of [...entries]) {
    if (kind === 'directory') addEntriesBelow(directory, name, entries, unreadable);
  }
  return entries;
}

/** The items of a tree, read one after the other. A directory that is no item is left out. */
export function* readItems(
  root: string,
  places: readonly ItemPlace[] = listPlaces(root).places,
): Generator<CheckedItem> {
  for (const place of places) {
    const item = readCheckedItem(root, place);
    if (item) yield item;
  }
}

function readCheckedItem(root: string, place: ItemPlace): CheckedItem | null {
  const path = `${place.status}/${place.id}`;
  const unlisted: CheckedItem['unreadable'] = [];
  const entries = listEntries(join(root, path), '', unlisted);
  for (const { path: name, kind } of [...entries]) {
    if (kind === 'directory') addEntriesBelow(join(root, path), name, entries, unlisted);
  }
  const unreadable = unlisted.map(({ path: name, reason }) => ({
    path: name === '' ? path : `${path}/${name}`,
    reason,
  }));
  const has = (name: string): boolean => entries.some((entry) => entry.path === name);
  if (unreadable.length === 0 && !has('item.md') && !has('thread.md')) return null;
  const read = (name: string): CheckedFile | null => {
    if (!has(name)) return null;
    const content = readFile(itemPath(root, place, name));
    if (content.kind === 'unreadable') unreadable.push({ path: `${path}/${name}`, reason: content.reason });
    return content.kind === 'read' ? { name, path: `${path}/${name}`, ...decodeText(content.bytes) } : null;
  };
  const item = read('item.md');
  const thread = read('thread.md');
  const resolution = read('resolution.md');
  let parsedItem: ItemFile | undefined;
  let parsedThread: Thread | undefined;
  return {
    ...place,
    path,
    entries,
    item,
    thread,
    resolution,
    unreadable,
    parsedItem: () => {
      if (item) parsedItem ??= parseItemFile(item.text);
      return parsedItem ?? null;
    },
    parsedThread: () => {
      if (thread) parsedThread ??= parseThread(thread.text, place.id);
      return parsedThread ?? null;
    },
  };
}

function addEntriesBelow(
  base: string,
  directory: string,
  entries: TreeEntry[],
  unreadable: CheckedItem['unreadable'],
): void {
  for (const entry of listEntries(base, directory, unreadable)) {
    entries.push(entry);
    if (entry.kind === 'directory') addEntriesBelow(base, entry.path, entries, unreadable);
  }
}

function listEntries(base: string, directory: string, unreadable: { path: string; reason: string }[]): TreeEntry[] {
  try {
    return disk
      .readdir(join(base, directory))
      .map((entry) => ({ path: directory === '' ? entry.name : `${directory}/${entry.name}`, kind: kindOf(entry) }))
      .sort((a, b) => (a.path < b.path ? -1 : 1));
  } catch (error) {
    const code = errorCode(error);
    if (code === undefined) throw error;
    // Gone since its name was read: somebody moved an item.
    if (code === 'ENOENT') return [];
    unreadable.push({ path: directory, reason: `cannot be listed (${code})` });
    return [];
  }
}

function kindOf(entry: DiskEntry): EntryKind {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'directory';
  return entry.isSymbolicLink() ? 'symlink' : 'other';
}

function readLegacy(project: string, root: string): LegacyTracker {
  const todo = readFile(join(project, 'TODO.md'));
  return {
    todo: todo.kind === 'read' ? decodeText(todo.bytes).text : null,
    // A root that is called `tickets` itself holds work items, not what came before them.
    tickets: join(project, 'tickets') === root ? [] : listTickets(project),
  };
}

function listTickets(project: string): string[] {
  try {
    const names = disk.readdir(join(project, 'tickets')).flatMap(({ name }) => (name.endsWith('.md') ? [name] : []));
    return names.sort().map((name) => `tickets/${name}`);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EACCES'].includes(errorCode(error) ?? '')) return [];
    throw error;
  }
}
