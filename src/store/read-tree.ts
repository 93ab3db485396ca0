import { join } from 'node:path';
import { isStatus, STATUSES } from '../format/status.ts';
import type { ItemPlace } from '../tickets/change.ts';
import { checkedItem } from '../tickets/checked-item.ts';
import type { CheckedFile, CheckedItem, EntryKind, LegacyTracker, TreeEntry, TreeLayout } from '../tickets/tree.ts';
import { type DiskEntry, disk } from './disk.ts';
import { errorCode } from './error-code.ts';
import { fileKind } from './file-kind.ts';
import type { Root } from './locate-root.ts';
import { readListedText, readText } from './read-file.ts';
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
    legacy: readLegacy(project, path, unreadable),
  };
}

function contentsOf(directory: string): TreeEntry[] | null {
  const unreadable: TreeLayout['unreadable'] = [];
  const entries = listEntries(directory, '', unreadable);
  // An item that moved since its name was read is no empty directory.
  if (unreadable.length > 0 || (entries.length === 0 && fileKind(directory) === 'missing')) return null;
  for (const { path: name } of directoriesOf(entries)) addEntriesBelow(directory, name, entries, unreadable);
  return entries;
}

/** The directories in the status directories, as a layout has them, in the order of the statuses, then by name. */
export function* placesIn({ entries }: TreeLayout): Generator<ItemPlace> {
  for (const { path, kind } of entries) {
    const slash = path.indexOf('/');
    if (kind !== 'directory' || slash < 0 || path[slash + 1] === '.') continue;
    const status = path.slice(0, slash);
    if (isStatus(status)) yield { status, id: path.slice(slash + 1) };
  }
}

/** The items of a tree, read one after the other. A directory that is no item is left out. */
export function* readItems(root: string, places: Iterable<ItemPlace>): Generator<CheckedItem> {
  for (const place of places) {
    const item = readItem(root, place);
    if (item) yield item;
  }
}

/** Reads one item; null for a directory that is none. */
export function readItem(root: string, { status, id }: ItemPlace): CheckedItem | null {
  const path = `${status}/${id}`;
  const directory = `${root}/${path}`;
  const unlisted: CheckedItem['unreadable'] = [];
  const entries = listEntries(directory, '', unlisted);
  for (const { path: name } of directoriesOf(entries)) addEntriesBelow(directory, name, entries, unlisted);
  const unreadable = unlisted.map(({ path: name, reason }) => ({
    path: name === '' ? path : `${path}/${name}`,
    reason,
  }));
  const has = (name: string): boolean => entries.some((entry) => entry.path === name);
  if (unreadable.length === 0 && !has('item.md') && !has('thread.md')) return null;
  const read = (name: string): CheckedFile | null => {
    const entry = entries.find((candidate) => candidate.path === name);
    if (!entry) return null;
    const filePath = `${path}/${name}`;
    const content = (entry.kind === 'file' ? readListedText : readText)(`${root}/${filePath}`);
    if (content.kind === 'unreadable') unreadable.push({ path: filePath, reason: content.reason });
    if (content.kind !== 'read') return null;
    const { text, validUtf8, isAscii } = content;
    return { name, path: filePath, text, validUtf8, isAscii };
  };
  const item = read('item.md');
  const thread = read('thread.md');
  const resolution = read('resolution.md');
  return checkedItem({
    status,
    id,
    path,
    entries,
    item,
    thread,
    resolution,
    unreadable,
    textOf: (name) => validText(`${directory}/${name}`),
  });
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

function directoriesOf(entries: readonly TreeEntry[]): TreeEntry[] {
  return entries.filter(({ kind }) => kind === 'directory');
}

function listEntries(base: string, directory: string, unreadable: { path: string; reason: string }[]): TreeEntry[] {
  try {
    const listed = directory === '' ? base : `${base}/${directory}`;
    const entries = disk.readdir(listed).map((entry) => ({
      path: directory === '' ? entry.name : `${directory}/${entry.name}`,
      kind: kindOf(entry),
    }));
    return entries.length < 2 ? entries : entries.sort((a, b) => (a.path < b.path ? -1 : 1));
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

function readLegacy(project: string, root: string, unreadable: TreeLayout['unreadable']): LegacyTracker {
  const todo = readText(join(project, 'TODO.md'));
  // A link or a directory of that name is no list of the legacy tracker.
  if (todo.kind === 'unreadable' && fileKind(join(project, 'TODO.md')) === 'file') {
    unreadable.push({ path: '../TODO.md', reason: todo.reason });
  }
  return {
    todo: todo.kind === 'read' ? todo.text : null,
    // A root that is called `tickets` itself holds work items, not what came before them.
    tickets: join(project, 'tickets') === root ? [] : listTickets(project, unreadable),
    textOf: (path) => validText(join(project, path)),
  };
}

function validText(path: string): string | null {
  const read = readText(path);
  return read.kind === 'read' && read.validUtf8 ? read.text : null;
}

function listTickets(project: string, unreadable: TreeLayout['unreadable']): string[] {
  try {
    const names = disk.readdir(join(project, 'tickets')).flatMap(({ name }) => (name.endsWith('.md') ? [name] : []));
    return names.sort().map((name) => `tickets/${name}`);
  } catch (error) {
    const code = errorCode(error);
    if (code === undefined) throw error;
    if (code !== 'ENOENT' && code !== 'ENOTDIR') {
      unreadable.push({ path: '../tickets', reason: `cannot be listed (${code})` });
    }
    return [];
  }
}
