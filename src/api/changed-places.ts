import type { CommittedPlace, CommittedTree } from '../git/committed-tree.ts';

/**
 * The places of the items that are not the same in two commits: another content, gone, new, or in more than one place. A
 * tree may hold 100,000 items, and few of them change.
 */
export function changedPlaces(
  earlier: readonly CommittedTree[],
  later: CommittedTree,
): { base: { tree: CommittedTree; place: CommittedPlace }[]; head: CommittedPlace[] } {
  const same = new Set<string>();
  const now = contentOf([later]);
  const before = contentOf(earlier);
  for (const [id, content] of before) if (content !== null && now.get(id) === content) same.add(id);
  return {
    base: earlier.flatMap((tree) => tree.places.flatMap((place) => (same.has(place.id) ? [] : [{ tree, place }]))),
    head: later.places.filter(({ id }) => !same.has(id)),
  };
}

/** By id: git's name of the item's directory; null for an id that is there more than once. */
function contentOf(trees: readonly CommittedTree[]): Map<string, string | null> {
  const contents = new Map<string, string | null>();
  for (const { places } of trees) {
    for (const { id, tree } of places) contents.set(id, contents.has(id) ? null : tree);
  }
  return contents;
}
