import { isStatus, STATUSES } from '../format/status.ts';
import type { ItemPlace } from '../tickets/change.ts';
import type { EntryKind } from '../tickets/tree.ts';
import type { ObjectReader } from './object-reader.ts';
import { findEntries, holdsDirectory, type RawTree, type TreeObjectEntry } from './tree-object.ts';

/** The work items of a commit, by name alone. */
export interface CommittedTree extends CommittedRoot {
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

/** A directory with status directories in a commit. */
export interface CommittedRoot {
  commit: string;
  /** Relative to the top of the repository, with `/`; empty for the top itself. */
  root: string;
  /** git's name of it: the same name, the same content. */
  tree: string;
}

/** The roots of work items at paths of commits; null where there is no directory with something of a status's name in it. */
export async function findRoots(
  reader: ObjectReader,
  wanted: readonly { commit: string; root: string }[],
): Promise<(CommittedRoot | null)[]> {
  const directories = await findDirectories(reader, wanted);
  const trees = await reader.trees(directories.filter((id) => id !== null));
  return wanted.map(({ commit, root }, index) => {
    const tree = directories[index] ?? '';
    return trees.get(tree)?.some(({ name }) => isStatus(name)) ? { commit, root, tree } : null;
  });
}

/** Whether a root has a directory in one of its status directories. */
export async function hasItems(reader: ObjectReader, root: CommittedRoot): Promise<boolean> {
  const statuses = await statusDirectories(reader, root);
  const trees = await reader.rawTrees(statuses.map(({ id }) => id));
  return statuses.some(({ id }) => holdsDirectory(trees.get(id) as RawTree));
}

/** Where a root has items of these ids: what its other items are called is not asked. */
export async function findPlaces(
  reader: ObjectReader,
  root: CommittedRoot,
  ids: ReadonlySet<string>,
): Promise<CommittedPlace[]> {
  const statuses = await statusDirectories(reader, root);
  const trees = await reader.rawTrees(statuses.map(({ id }) => id));
  return statuses.flatMap(({ name: status, id: directory }) =>
    findEntries(trees.get(directory) as RawTree, ids).flatMap(({ name, kind, id }) =>
      kind === 'directory' && isStatus(status) ? [{ status, id: name, tree: id }] : [],
    ),
  );
}

async function statusDirectories(reader: ObjectReader, { tree }: CommittedRoot): Promise<TreeObjectEntry[]> {
  const entries = (await reader.trees([tree])).get(tree) ?? [];
  return entries.filter(({ name, kind }) => isStatus(name) && kind === 'directory');
}

/** The work items of a root, by name alone: a few trees are read, whatever the size of the rest of the repository. */
export async function readCommittedTree(reader: ObjectReader, root: CommittedRoot): Promise<CommittedTree> {
  const entries = (await reader.trees([root.tree])).get(root.tree) ?? [];
  const directories = await statusDirectories(reader, root);
  const trees = await reader.trees(directories.map(({ id }) => id));
  const tree: CommittedTree = { ...root, places: [], odd: [], entries };
  for (const status of STATUSES) {
    const entry = entries.find(({ name }) => name === status);
    if (!entry) continue;
    if (entry.kind !== 'directory') tree.odd.push({ path: status, kind: entry.kind });
    for (const { name, kind, id } of trees.get(entry.id) ?? []) {
      if (name.startsWith('.')) continue;
      if (kind === 'directory') tree.places.push({ status, id: name, tree: id });
      else if (kind !== 'file') tree.odd.push({ path: `${status}/${name}`, kind });
    }
  }
  return tree;
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
