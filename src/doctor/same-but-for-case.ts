import type { ItemFacts } from '../tickets/tree.ts';
import { groupsOf } from './same-name.ts';

/** Items whose names are not the same, but would be without case and Unicode's normal forms: each with the first other. */
export function sameButForCase(
  items: readonly ItemFacts[],
  nameOf: (item: ItemFacts) => string,
): { item: ItemFacts; other: ItemFacts }[] {
  const groups = groupsOf(items, (item) => nameOf(item).normalize('NFC').toLowerCase());
  return groups.flatMap((group) =>
    group.flatMap((item) => {
      const other = group.find((candidate) => nameOf(candidate) !== nameOf(item));
      return other ? [{ item, other }] : [];
    }),
  );
}
