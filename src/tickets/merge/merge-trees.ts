import { type ItemConflict, type ItemMergeOptions, mergeItem } from './merge-item.ts';
import { entryNamed, type ItemFiles, isSameFile, isSameItem, type TreeState } from './tree-state.ts';

export interface TreeMerge {
  /** The whole tree. */
  items: Map<string, ItemFiles>;
  /** The items that are not the same in all three trees. */
  touched: Set<string>;
  conflicts: ItemConflict[];
  /** Items that one side deleted and the other changed: they stay. */
  kept: string[];
}

export interface TreeMergeOptions extends ItemMergeOptions {
  /** Conflicts that ours has already: told again for an item that comes out as ours. */
  standing?: readonly ItemConflict[];
}

/**
 * Merges two trees item by item, wherever an item stands, so that nothing is taken for a renamed or deleted file. An item
 * that one side alone changed is taken from it as it is; but where theirs is a person's work on top of a merge (`prefer`), it
 * takes no event out of a log.
 */
export function mergeTrees(base: TreeState, ours: TreeState, theirs: TreeState, options: TreeMergeOptions): TreeMerge {
  const result: TreeMerge = { items: new Map(), touched: new Set(), conflicts: [], kept: [] };
  const keep = (id: string, files: ItemFiles | undefined): void => {
    if (files) result.items.set(id, files);
  };
  for (const id of [...new Set([...base.keys(), ...ours.keys(), ...theirs.keys()])].sort()) {
    const [b, o, t] = [base.get(id), ours.get(id), theirs.get(id)];
    if (!isSameItem(o, b) || !isSameItem(t, b)) result.touched.add(id);
    if (isSameItem(o, t) || isSameItem(t, b)) {
      keep(id, o);
      result.conflicts.push(...(options.standing ?? []).filter(({ item }) => item === id));
    } else if (isSameItem(o, b) && !(options.prefer === 'theirs' && o && t)) keep(id, t);
    else if (!o || !t) {
      keep(id, o ?? t);
      if (b) result.kept.push(id);
    } else {
      const merged = mergeItem(id, b, o, t, options);
      keep(id, merged.files);
      result.conflicts.push(...merged.conflicts, ...standingFiles(id, merged.files, o, options));
    }
  }
  return result;
}

/** The conflicts about whole files that stand in an item whose files are still as ours has them. */
function standingFiles(
  id: string,
  files: ItemFiles,
  ours: ItemFiles,
  { standing = [] }: TreeMergeOptions,
): readonly ItemConflict[] {
  const isAsOurs = (name: string): boolean => isSameFile(entryNamed(files, name)?.[1], entryNamed(ours, name)?.[1]);
  return standing.filter(({ item, file, field }) => item === id && file === field && isAsOurs(file));
}
