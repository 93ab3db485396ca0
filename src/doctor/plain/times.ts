import { isTimestamp } from '../../format/timestamp.ts';
import type { CheckedItem } from '../../tickets/tree.ts';

/** Whether an item was made with its first event and changed with its last, as item.md has it. */
export function hasPlainTimes(item: CheckedItem): boolean {
  const fields = item.parsedItem()?.fields;
  const events = item.parsedThread()?.events ?? [];
  if (!fields || fields.createdAt !== events[0]?.at || fields.updatedAt !== events.at(-1)?.at) return false;
  return isTimestamp(fields.createdAt) && isTimestamp(fields.updatedAt);
}
