import type { CheckedFile, CheckedItem } from '../tickets/tree.ts';

/** The text files of an item that are there. */
export function itemFiles({ item, thread, resolution }: CheckedItem): CheckedFile[] {
  return [item, thread, resolution].filter((file) => file !== null);
}
