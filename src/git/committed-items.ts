import type { CommittedItem } from '../tickets/log-comparison.ts';
import type { CommittedPlace } from './committed-tree.ts';
import type { ObjectReader } from './object-reader.ts';

/**
 * Reads items of commits with their logs, all at once, in the order in which they are asked for. `path`: what the item's
 * own is to be in the answer.
 */
export async function readCommittedItems(
  reader: ObjectReader,
  places: readonly (CommittedPlace & { path: string })[],
): Promise<CommittedItem[]> {
  const trees = await reader.trees(places.map(({ tree }) => tree));
  const files = new Map(
    places.map(({ tree }) => {
      const entries = trees.get(tree) ?? [];
      const fileId = (name: string): string | undefined =>
        entries.find((entry) => entry.name === name && entry.kind === 'file')?.id;
      return [tree, { entries, item: fileId('item.md'), thread: fileId('thread.md') }];
    }),
  );
  const blobs = await reader.blobs(
    [...files.values()].flatMap(({ item, thread }) => [item, thread].filter((id) => id !== undefined)),
  );
  return places.map(({ status, id, path, tree }): CommittedItem => {
    const { entries = [], item, thread } = files.get(tree) ?? {};
    return {
      ...{ status, id, path },
      entries: new Map(entries.map(({ name, kind }) => [name, kind])),
      item: item === undefined ? null : (blobs.get(item) ?? null),
      thread: thread === undefined ? null : (blobs.get(thread) ?? null),
    };
  });
}
