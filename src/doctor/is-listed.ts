import type { CheckedItem } from '../tickets/tree.ts';

/** Whether an item's directory could be listed: of one that could not, nobody knows what it lacks. */
export function isListed(item: CheckedItem): boolean {
  return !item.unreadable.some(({ path }) => path === item.path);
}
