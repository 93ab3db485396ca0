import { type ItemFile, parseItemFile } from '../format/item-file.ts';
import type { Status } from '../format/status.ts';
import { parseThread, type Thread } from '../format/thread.ts';
import type { CheckedFile, CheckedItem, TreeEntry } from './tree.ts';

/** An item as checks see it, of what was read of it. */
export function checkedItem(read: Omit<CheckedItem, 'parsedItem' | 'parsedThread'>): CheckedItem {
  return new ReadItem(read);
}

/** A class, since closures of its own for each of thousands of items take longer to make than the items to check. */
class ReadItem implements CheckedItem {
  readonly status: Status;
  readonly id: string;
  readonly path: string;
  readonly entries: TreeEntry[];
  readonly item: CheckedFile | null;
  readonly thread: CheckedFile | null;
  readonly resolution: CheckedFile | null;
  readonly unreadable: CheckedItem['unreadable'];
  readonly textOf: CheckedItem['textOf'];
  #item: ItemFile | null = null;
  #thread: Thread | null = null;

  constructor(read: Omit<CheckedItem, 'parsedItem' | 'parsedThread'>) {
    this.status = read.status;
    this.id = read.id;
    this.path = read.path;
    this.entries = read.entries;
    this.item = read.item;
    this.thread = read.thread;
    this.resolution = read.resolution;
    this.unreadable = read.unreadable;
    this.textOf = read.textOf;
  }

  parsedItem(): ItemFile | null {
    if (this.item) this.#item ??= parseItemFile(this.item.text);
    return this.#item;
  }

  parsedThread(): Thread | null {
    if (this.thread) this.#thread ??= parseThread(this.thread.text, this.id);
    return this.#thread;
  }
}
