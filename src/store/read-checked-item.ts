import type { ItemPlace } from '../tickets/change.ts';
import { checkedItem } from '../tickets/checked-item.ts';
import type { CheckedFile, CheckedItem, TreeEntry } from '../tickets/tree.ts';
import { addEntriesBelow, listEntries, type Unreadable } from './list-entries.ts';
import { readListedText, readText, readValidText } from './read-file.ts';

/** Reads one item, with all that a check looks at; null for a directory that is no item. */
export function readItem(root: string, { status, id }: ItemPlace): CheckedItem | null {
  const path = `${status}/${id}`;
  const directory = `${root}/${path}`;
  const unreadable: Unreadable = [];
  const entries = listEntries(directory, '', unreadable);
  addEntriesBelow(directory, entries, unreadable);
  for (const each of unreadable) each.path = each.path === '' ? path : `${path}/${each.path}`;
  let item: TreeEntry | null = null;
  let thread: TreeEntry | null = null;
  let resolution: TreeEntry | null = null;
  for (const entry of entries) {
    if (entry.path === 'item.md') item = entry;
    else if (entry.path === 'thread.md') thread = entry;
    else if (entry.path === 'resolution.md') resolution = entry;
  }
  if (item === null && thread === null && unreadable.length === 0) return null;
  return checkedItem({
    status,
    id,
    path,
    entries,
    item: item && readEntry(root, path, item, unreadable),
    thread: thread && readEntry(root, path, thread, unreadable),
    resolution: resolution && readEntry(root, path, resolution, unreadable),
    unreadable,
    textOf: (name) => readValidText(`${directory}/${name}`),
  });
}

function readEntry(root: string, item: string, entry: TreeEntry, unreadable: Unreadable): CheckedFile | null {
  const name = entry.path;
  const path = `${item}/${name}`;
  const content = entry.kind === 'file' ? readListedText(`${root}/${path}`) : readText(`${root}/${path}`);
  if (content.kind === 'read') {
    return { name, path, text: content.text, validUtf8: content.validUtf8, isAscii: content.isAscii };
  }
  if (content.kind === 'unreadable') unreadable.push({ path, reason: content.reason });
  return null;
}
