import { formatTimestamp } from './timestamp.ts';

/** The one form of an id, for arguments and files alike: `YYYYMMDD-HHMMSS-<slug>`. */
export const ITEM_ID = /^(\d{8}-\d{6})-([a-z0-9][a-z0-9-]*)$/;

/** File names end at 255 bytes on every file system that matters. */
const LONGEST = 255;

export function isItemId(text: string): boolean {
  return text.length <= LONGEST && ITEM_ID.test(text);
}

/** The slug that an id ends with; null when the text is no id. */
export function slugOfItemId(id: string): string | null {
  return id.length <= LONGEST ? (ITEM_ID.exec(id)?.[2] ?? null) : null;
}

/** The id of an item that is created at this moment. */
export function makeItemId(createdAt: Date, slug: string): string {
  const stamp = formatTimestamp(createdAt);
  const day = stamp.slice(0, 10).replaceAll('-', '');
  const time = stamp.slice(11, 19).replaceAll(':', '');
  return `${day}-${time}-${slug}`;
}
