import type { ItemFacts } from '../tickets/tree.ts';
import { groupsOf } from './same-name.ts';

/** A name that case and Unicode's normal forms leave as it is. */
const PLAIN = /^[!-@[-~]*$/;

/** Items whose names are not the same, but would be without case and Unicode's normal forms: each with the first other. */
export function sameButForCase(
  items: readonly ItemFacts[],
  nameOf: (item: ItemFacts) => string,
): { item: ItemFacts; other: ItemFacts }[] {
  // In most trees all names are in the form that is compared, and none is there twice: a large one takes no room for them then.
  if (items.every((item) => PLAIN.test(nameOf(item)))) return [];
  const groups = groupsOf(items, (item) => nameOf(item).normalize('NFC').toLowerCase());
  return groups.flatMap((group) =>
    group.flatMap((item) => {
      const other = group.find((candidate) => nameOf(candidate) !== nameOf(item));
      return other ? [{ item, other }] : [];
    }),
  );
}
