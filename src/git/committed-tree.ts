import { isStatus, STATUSES } from '../format/status.ts';
import type { ItemPlace } from '../tickets/change.ts';
import type { EntryKind } from '../tickets/tree.ts';
import type { ObjectReader } from './object-reader.ts';
import type { TreeObjectEntry } from './tree-object.ts';

/** The work items of a commit, by name alone. */
export interface CommittedTree {
  commit: string;
  /** Relative to the top of the repository, with `/`; empty for the top itself. */
  root: string;
  /** In the order of the statuses, then by name. A directory without item.md may be among them. */
  places: CommittedPlace[];
  /** What stands in the place of a status directory or of an item, and is no directory. Paths are relative to the root. */
  odd: { path: string; kind: EntryKind }[];
  /** What stands directly in the root. */
  entries: TreeObjectEntry[];
}

export interface CommittedPlace extends ItemPlace {
  /** git's name of its directory: the same name, the same content. */
  tree: string;
}

/**
 * The work items of commits, each below a path; null where there is no directory with a status directory in it. A few
 * trees are read for each, whatever the size of the rest of the repository.
 */
export async function readCommittedTrees(
  reader: ObjectReader,
  wanted: readonly { commit: string; root: string }[],
): Promise<(CommittedTree | null)[]> {
  const roots = await findDirectories(reader, wanted);
  const known = roots.filter((id) => id !== null);
  const tops = await reader.trees(known);
  const isStatusDirectory = ({ name, kind }: TreeObjectEntry): boolean => isStatus(name) && kind === 'directory';
  const directories = known.flatMap((id) => (tops.get(id) ?? []).filter(isStatusDirectory));
  const statuses = await reader.trees(directories.map(({ id }) => id));
  return wanted.map(({ commit, root }, index): CommittedTree | null => {
    const entries = tops.get(roots[index] ?? '');
    if (!entries?.some(({ name }) => isStatus(name))) return null;
    const tree: CommittedTree = { commit, root, places: [], odd: [], entries };
    for (const status of STATUSES) {
      const entry = entries.find(({ name }) => name === status);
      if (!entry) continue;
      if (entry.kind !== 'directory') tree.odd.push({ path: status, kind: entry.kind });
      for (const { name, kind, id } of statuses.get(entry.id) ?? []) {
        if (name.startsWith('.')) continue;
        if (kind === 'directory') tree.places.push({ status, id: name, tree: id });
        else if (kind !== 'file') tree.odd.push({ path: `${status}/${name}`, kind });
      }
    }
    return tree;
  });
}

/** The trees at paths; null where a commit has no directory there. A link on the way is not followed. */
async function findDirectories(
  reader: ObjectReader,
  wanted: readonly { commit: string; root: string }[],
): Promise<(string | null)[]> {
  const found: (string | null)[] = wanted.map(({ commit }) => commit);
  const names = wanted.map(({ root }) => (root === '' ? [] : root.split('/')));
  const deepest = Math.max(0, ...names.map(({ length }) => length));
  for (let depth = 0; depth < deepest; depth += 1) {
    const open = found.filter((id, index) => id !== null && depth < (names[index]?.length ?? 0)) as string[];
    const trees = await reader.trees(open);
    for (const [index, path] of names.entries()) {
      const name = path[depth];
      const id = found[index];
      if (name === undefined || id == null) continue;
      const entry = trees.get(id)?.find((candidate) => candidate.name === name);
      found[index] = entry?.kind === 'directory' ? entry.id : null;
    }
  }
  return found;
}
