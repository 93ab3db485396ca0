import type { ItemConflict, ItemMergeOptions } from './merge-item.ts';
import type { ItemFiles } from './tree-state.ts';
import { unifyItem } from './unify-item.ts';

/**
 * Puts items that stand in several status directories into one: an artifact that a merge left behind where its item was, or
 * an item that it left twice. Returns those that it moved, and what it could not settle.
 */
export function settleCopies(
  items: Map<string, ItemFiles>,
  ids: Iterable<string>,
  options: ItemMergeOptions,
): { moved: string[]; conflicts: ItemConflict[] } {
  const moved: string[] = [];
  const conflicts: ItemConflict[] = [];
  for (const id of ids) {
    const files = items.get(id);
    if (!files || new Set([...files.keys()].map((path) => path.split('/')[0])).size < 2) continue;
    const unified = unifyItem(id, files, options);
    // Without an item.md nothing tells which of the places is right.
    if (!unified.files.has('item.md')) continue;
    items.set(id, new Map([...unified.files].map(([name, file]) => [`${unified.status}/${name}`, file])));
    moved.push(id);
    conflicts.push(...unified.conflicts);
  }
  return { moved, conflicts };
}
