import type { ItemSummary } from './item.ts';
import { ambiguousRef, unknownRef } from './ref-error.ts';

/**
 * The item that a person means, of items that were read: by its id, its slug, or a unique start or end of an id, in this
 * order. Throws `not-found` or `ambiguous`.
 */
export function findItem<T extends Pick<ItemSummary, 'id' | 'slug' | 'status' | 'title'>>(
  items: readonly T[],
  ref: string,
): T {
  const ways: ((item: T) => boolean)[] = [
    ({ id }) => id === ref,
    ({ slug }) => slug === ref,
    ({ id }) => ref !== '' && (id.startsWith(ref) || id.endsWith(ref)),
  ];
  for (const fits of ways) {
    const found = items.filter(fits);
    const [first] = found;
    if (first && found.length === 1) return first;
    if (found.length > 1)
      throw ambiguousRef(
        ref,
        found.map(({ status, id, title }) => ({ status, id, title })),
      );
  }
  throw unknownRef(
    ref,
    items.map(({ slug }) => slug),
  );
}
