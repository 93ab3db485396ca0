import { applyTextEdits } from '../format/edit-field.ts';
import { checkedItem } from './checked-item.ts';
import type { Repair } from './repair.ts';
import type { CheckedFile, CheckedItem, TreeEntry, TreeLayout } from './tree.ts';

/** A file before and after repairs; `before` is null for one that they make. */
export interface RepairedFile {
  /** Relative to the root. */
  path: string;
  before: string | null;
  after: string;
}

/** The files that repairs have changed, by path: a tree as it would be, while nothing is written. */
export type RepairedFiles = ReadonlyMap<string, RepairedFile>;

/** Makes repairs on top of others. `read` gives the text of a file on the disk, null where there is none. */
export function repair(
  files: RepairedFiles,
  steps: readonly Repair[],
  read: (path: string) => string | null,
): RepairedFiles {
  const result = new Map(files);
  for (const step of steps) {
    const { path } = step;
    const earlier = result.get(path);
    const text = earlier ? earlier.after : read(path);
    if (step.type === 'make-file') {
      if (text === null) result.set(path, { path, before: null, after: step.text });
      continue;
    }
    // The check that planned it read the same text, with the lock held.
    if (text === null || step.edits.some((edit) => text.slice(edit.start, edit.end) !== edit.expected)) {
      throw new Error(`a repair of ${path} does not fit its text`);
    }
    result.set(path, { path, before: earlier ? earlier.before : text, after: applyTextEdits(text, step.edits) });
  }
  return result;
}

/** Items as repairs leave them. */
export function* repairedItems(items: Iterable<CheckedItem>, files: RepairedFiles): Generator<CheckedItem> {
  const byItem = new Map<string, RepairedFile[]>();
  for (const file of files.values()) {
    const item = file.path.split('/').slice(0, 2).join('/');
    byItem.set(item, [...(byItem.get(item) ?? []), file]);
  }
  for (const item of items) {
    const changed = byItem.get(item.path);
    yield changed ? repairedItem(item, changed) : item;
  }
}

function repairedItem(item: CheckedItem, changed: readonly RepairedFile[]): CheckedItem {
  const fileOf = (name: string, file: CheckedFile | null): CheckedFile | null => {
    const path = `${item.path}/${name}`;
    const found = changed.find((candidate) => candidate.path === path);
    return found ? { name, path, text: found.after, validUtf8: true, isAscii: false } : file;
  };
  const names = changed.map(({ path }) => path.slice(item.path.length + 1));
  return checkedItem({
    ...item,
    entries: withFiles(item.entries, names),
    item: fileOf('item.md', item.item),
    thread: fileOf('thread.md', item.thread),
    resolution: fileOf('resolution.md', item.resolution),
    textOf: (name) => changed.find(({ path }) => path === `${item.path}/${name}`)?.after ?? item.textOf(name),
  });
}

/** What stands around the items, as repairs leave it. */
export function repairedLayout(layout: TreeLayout, files: RepairedFiles): TreeLayout {
  if (files.size === 0) return layout;
  // Of a file deep in an item, a layout has no more than the names of the first two directories.
  const shallow = [...files.keys()].filter((path) => path.split('/').length <= 2);
  return { ...layout, entries: withFiles(layout.entries, shallow) };
}

function withFiles(entries: readonly TreeEntry[], names: readonly string[]): TreeEntry[] {
  const result = new Map(entries.map((entry) => [entry.path, entry]));
  for (const path of names) {
    for (let slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
      const directory = path.slice(0, slash);
      if (!result.has(directory)) result.set(directory, { path: directory, kind: 'directory' });
    }
    if (!result.has(path)) result.set(path, { path, kind: 'file' });
  }
  return [...result.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}
