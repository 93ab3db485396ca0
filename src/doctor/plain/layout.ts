import type { CheckedItem, EntryKind, TreeEntry } from '../../tickets/tree.ts';

/** Whether an item's directory holds what it should, and otherwise nothing but plain files and what is in artifacts/. */
export function hasPlainLayout({ entries, unreadable }: CheckedItem): boolean {
  return unreadable.length === 0 && hasPlainEntries(entries);
}

/** The same of a directory of which everything could be read. */
export function hasPlainEntries(entries: readonly TreeEntry[]): boolean {
  let needed = 0;
  for (const { path, kind } of entries) {
    if (path === 'artifacts' ? kind !== 'directory' : !isPlainEntry(path, kind)) return false;
    if (path === 'item.md' || path === 'thread.md' || path === 'artifacts') needed += 1;
  }
  return needed === 3;
}

function isPlainEntry(path: string, kind: EntryKind): boolean {
  if (path.startsWith('artifacts/')) return kind === 'file' || kind === 'directory';
  return kind === 'file' && !path.includes('/');
}
