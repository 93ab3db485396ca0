import { join } from 'node:path';
import { isStatus, STATUSES } from '../format/status.ts';
import type { ItemPlace } from '../tickets/change.ts';
import type { CheckedItem, LegacyTracker, ListedPlace, TreeEntry, TreeLayout } from '../tickets/tree.ts';
import { disk } from './disk.ts';
import { errorCode } from './error-code.ts';
import { fileKind } from './file-kind.ts';
import { addEntriesBelow, listEntries } from './list-entries.ts';
import type { Root } from './locate-root.ts';
import { readItem } from './read-checked-item.ts';
import { readText, readValidText } from './read-file.ts';
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
  addEntriesBelow(directory, entries, unreadable);
  return entries;
}

/** The directories in the status directories, as a layout has them, in the order of the statuses, then by name. */
export function* placesIn({ entries }: TreeLayout): Generator<ListedPlace> {
  for (const { path, kind } of entries) {
    const slash = path.indexOf('/');
    if (kind !== 'directory' || slash < 0 || path[slash + 1] === '.') continue;
    const status = path.slice(0, slash);
    if (isStatus(status)) yield { status, id: path.slice(slash + 1), path };
  }
}

/** The items of a tree, read one after the other. A directory that is no item is left out. */
export function* readItems(root: string, places: Iterable<ItemPlace>): Generator<CheckedItem> {
  for (const place of places) {
    const item = readItem(root, place);
    if (item) yield item;
  }
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
    textOf: (path) => readValidText(join(project, path)),
  };
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
