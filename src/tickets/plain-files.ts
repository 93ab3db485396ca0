import type { ItemPlace } from './change.ts';
import { checkedItem } from './checked-item.ts';
import type { CheckedFile, CheckedItem, TreeEntry } from './tree.ts';

/**
 * The files of an item of which all that is read is ASCII, with nothing but newlines at the ends of the lines: most items.
 * What they hold is no more certain than that.
 */
export interface PlainFiles extends ItemPlace {
  /** Everything in the item's directory, artifacts included. */
  entries: TreeEntry[];
  /** The texts of all the files below, one behind the other. */
  text: string;
  item: string;
  thread: string;
  /** Null for one that is not there. */
  resolution: string | null;
  digest: string | null;
  /** The log as bytes, which are good until the next item is read. */
  log: () => Uint8Array;
}

/** Whether a text is one of plain files, where it is known to be ASCII. */
export function isPlainText(text: string): boolean {
  return !text.includes('\r') && !text.includes('\0');
}

/** The plain files of an item that was read for a check; null for one that has any other. */
export function plainFilesOf({ status, id, entries, ...files }: CheckedItem): PlainFiles | null {
  const { item, thread, resolution } = files;
  if (item === null || thread === null || files.unreadable.length > 0) return null;
  const digest = entries.some(({ path }) => path === 'digest.json') ? files.textOf('digest.json') : null;
  const text = `${item.text}${thread.text}${resolution?.text ?? ''}${digest ?? ''}`;
  const isAscii = item.isAscii && thread.isAscii && resolution?.isAscii !== false;
  if (!isAscii || !isPlainText(text)) return null;
  return {
    status,
    id,
    entries,
    text,
    item: item.text,
    thread: thread.text,
    resolution: resolution?.text ?? null,
    digest,
    log: () => Buffer.from(thread.text),
  };
}

/** The item that plain files are of, as rules see it. `textOf` reads any other file of it. */
export function plainItem(
  { status, id, entries, item, thread, resolution }: PlainFiles,
  textOf: CheckedItem['textOf'],
): CheckedItem {
  const path = `${status}/${id}`;
  const fileOf = (name: string, text: string): CheckedFile => {
    return { name, path: `${path}/${name}`, text, validUtf8: true, isAscii: true };
  };
  return checkedItem({
    status,
    id,
    path,
    entries,
    item: fileOf('item.md', item),
    thread: fileOf('thread.md', thread),
    resolution: resolution === null ? null : fileOf('resolution.md', resolution),
    unreadable: [],
    textOf,
  });
}
