import { type ItemFile, parseItemFile } from '../format/item-file.ts';
import { parseThread, type Thread } from '../format/thread.ts';
import type { CheckedItem } from './tree.ts';

/** An item as checks see it, of what was read of it. */
export function checkedItem(read: Omit<CheckedItem, 'parsedItem' | 'parsedThread'>): CheckedItem {
  const { status, id, path, entries, item, thread, resolution, unreadable, textOf } = read;
  let parsedItem: ItemFile | undefined;
  let parsedThread: Thread | undefined;
  return {
    status,
    id,
    path,
    entries,
    item,
    thread,
    resolution,
    unreadable,
    textOf,
    parsedItem: () => {
      if (item) parsedItem ??= parseItemFile(item.text);
      return parsedItem ?? null;
    },
    parsedThread: () => {
      if (thread) parsedThread ??= parseThread(thread.text, id);
      return parsedThread ?? null;
    },
  };
}
