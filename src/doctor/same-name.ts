import type { ItemFacts } from '../tickets/tree.ts';

/** Items that share a name, two or more to a group; those without one share nothing. */
export function groupsOf(items: readonly ItemFacts[], nameOf: (item: ItemFacts) => string): ItemFacts[][] {
  // One item for most names: a list only where a second one comes, since a tree may hold 100,000.
  const found = new Map<string, ItemFacts | ItemFacts[]>();
  for (const item of items) {
    const name = nameOf(item);
    if (name === '') continue;
    const before = found.get(name);
    if (before === undefined) found.set(name, item);
    else if (Array.isArray(before)) before.push(item);
    else found.set(name, [before, item]);
  }
  return [...found.values()].filter((group) => Array.isArray(group));
}

/** The others of a group, as a message names them: the first one, and how many more there are. */
export function namedOthers(group: readonly ItemFacts[], item: ItemFacts): string {
  const [first, ...more] = group.filter((other) => other.id !== item.id).map(({ path }) => path);
  return more.length === 0 ? `${first}` : `${first} and ${more.length} more`;
}
