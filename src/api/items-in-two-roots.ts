import type { LogFault } from '../doctor/log-fault.ts';
import { type CommittedRoot, findPlaces } from '../git/committed-tree.ts';
import { belowProject, committedRoots, otherCommittedRoots, type Repository } from './committed-roots.ts';

export interface FaultOfRoot {
  fault: LogFault;
  /** The root of the later commit that it is in. */
  root: string;
}

/**
 * Those of some items that a commit has in more than one of its roots, if none of the bases had: to each root alone it
 * looks as if nothing but a new item had come.
 */
export async function itemsInTwoRoots(
  repository: Repository,
  bases: readonly string[],
  roots: readonly CommittedRoot[],
  ids: ReadonlySet<string>,
): Promise<FaultOfRoot[]> {
  if (roots.length < 2) return [];
  const first = await committedRoots(repository, bases);
  const others = await otherCommittedRoots(repository, bases);
  const before = first.map((root, index) => (root ? [root, ...(others[index] ?? [])] : []));
  const known = await Promise.all(before.map((earlier) => doubles(repository, earlier, ids)));
  const items = new Set(known.flat().map(({ fault }) => fault.item));
  return (await doubles(repository, roots, ids)).filter(({ fault }) => !items.has(fault.item));
}

/** The items that stand in a root, and in one before it. */
async function doubles(repository: Repository, roots: readonly CommittedRoot[], ids: ReadonlySet<string>) {
  const first = new Map<string, { root: string; path: string }>();
  const found: FaultOfRoot[] = [];
  for (const tree of roots) {
    const { root } = tree;
    for (const { status, id: item } of await findPlaces(repository.reader, tree, ids)) {
      const path = `${status}/${item}`;
      const before = first.get(item) ?? { root, path };
      first.set(item, before);
      if (before.root === root) continue;
      const other = belowProject(repository, `${before.root}/${before.path}`);
      const fault: LogFault = {
        type: 'item-in-two-places',
        item,
        path,
        other,
        against: null,
        event: null,
        found: null,
      };
      found.push({ root, fault });
    }
  }
  return found;
}
