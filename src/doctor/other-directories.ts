import { isItemId } from '../format/item-id.ts';
import { isStatus } from '../format/status.ts';
import type { TreeEntry } from '../tickets/tree.ts';
import type { CheckedTree } from './rule.ts';

/** A directory among the status directories or among the items that is neither. */
export interface OtherDirectory {
  path: string;
  /** Whether it stands in a status directory. */
  inStatus: boolean;
  contents: readonly TreeEntry[];
  /** Directories of items in it, relative to the root: itself, or ones directly below it. */
  items: string[];
  /** Whether it holds directories at the most. */
  empty: boolean;
}

/** Several rules ask the same of a tree: it is worked out once, and goes when the tree goes. */
const known = new WeakMap<CheckedTree, OtherDirectory[]>();

/** The directories that are no items. Hidden ones in the root are other programs' own. */
export function otherDirectories(tree: CheckedTree): OtherDirectory[] {
  const before = known.get(tree);
  if (before) return before;
  const found = findOthers(tree);
  known.set(tree, found);
  return found;
}

function findOthers({ items, layout }: CheckedTree): OtherDirectory[] {
  const own = new Set(items.map((item) => item.path));
  const found: OtherDirectory[] = [];
  for (const { path, kind } of layout.entries) {
    if (kind !== 'directory' || own.has(path)) continue;
    const inStatus = isStatus(path.split('/')[0]);
    if (inStatus ? isStatus(path) : path.startsWith('.')) continue;
    const contents = layout.contents(path);
    // In a status directory, what cannot be listed is an item that cannot be read; what is gone has moved.
    if (contents === null && inStatus) continue;
    found.push(describe(path, inStatus, contents));
  }
  return found;
}

function describe(path: string, inStatus: boolean, listed: TreeEntry[] | null): OtherDirectory {
  const contents = listed ?? [];
  const items = contents.flatMap((entry) => {
    const names = entry.path.split('/');
    if (names.at(-1) !== 'item.md') return [];
    if (names.length === 1) return [path];
    return names.length === 2 && isItemId(names[0] ?? '') ? [`${path}/${names[0]}`] : [];
  });
  return { path, inStatus, contents, items, empty: listed?.every((entry) => entry.kind === 'directory') ?? false };
}
