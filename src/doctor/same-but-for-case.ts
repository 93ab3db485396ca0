import type { ItemFacts } from '../tickets/tree.ts';

/** Items whose names are not the same, but would be without case and Unicode's normal forms: the second and on, with the first. */
export function sameButForCase(
  items: readonly ItemFacts[],
  nameOf: (item: ItemFacts) => string,
): { item: ItemFacts; other: ItemFacts }[] {
  const first = new Map<string, ItemFacts>();
  return items.flatMap((item) => {
    const name = nameOf(item);
    if (name === '') return [];
    const folded = name.normalize('NFC').toLowerCase();
    const other = first.get(folded);
    if (!other) first.set(folded, item);
    return other && nameOf(other) !== name ? [{ item, other }] : [];
  });
}
