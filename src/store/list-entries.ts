import type { EntryKind, TreeEntry } from '../tickets/tree.ts';
import { type DiskEntry, disk } from './disk.ts';
import { errorCode } from './error-code.ts';

export type Unreadable = { path: string; reason: string }[];

/** What stands in a directory below `base`, by path relative to it; `''` is `base` itself. */
export function listEntries(base: string, directory: string, unreadable: Unreadable): TreeEntry[] {
  let listed: DiskEntry[];
  try {
    listed = disk.readdir(directory === '' ? base : `${base}/${directory}`);
  } catch (error) {
    const code = errorCode(error);
    if (code === undefined) throw error;
    // Gone since its name was read: somebody moved an item.
    if (code !== 'ENOENT') unreadable.push({ path: directory, reason: `cannot be listed (${code})` });
    return [];
  }
  const entries: TreeEntry[] = [];
  let last = '';
  let isSorted = true;
  for (const entry of listed) {
    const path = directory === '' ? entry.name : `${directory}/${entry.name}`;
    if (path < last) isSorted = false;
    last = path;
    entries.push({ path, kind: kindOf(entry) });
  }
  return isSorted ? entries : entries.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Adds what stands below the directories among entries. */
export function addEntriesBelow(base: string, entries: TreeEntry[], unreadable: Unreadable): void {
  const listed = entries.length;
  for (let index = 0; index < listed; index += 1) {
    const entry = entries[index] as TreeEntry;
    if (entry.kind === 'directory') addBelow(base, entry.path, entries, unreadable);
  }
}

function addBelow(base: string, directory: string, entries: TreeEntry[], unreadable: Unreadable): void {
  for (const entry of listEntries(base, directory, unreadable)) {
    entries.push(entry);
    if (entry.kind === 'directory') addBelow(base, entry.path, entries, unreadable);
  }
}

function kindOf(entry: DiskEntry): EntryKind {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'directory';
  return entry.isSymbolicLink() ? 'symlink' : 'other';
}
