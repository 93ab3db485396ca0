import { KNOWN_KINDS, PRIORITIES } from '../../format/fields.ts';
import { isItemId } from '../../format/item-id.ts';
import { isTimestamp } from '../../format/timestamp.ts';
import type { CheckedItem } from '../../tickets/tree.ts';
import { stampOf } from './stamp-of.ts';

const KINDS: readonly string[] = KNOWN_KINDS;
const KNOWN_PRIORITIES: readonly string[] = PRIORITIES;

/** Whether the values of item.md are of the sort that the format names, and agree with the directory and with each other. */
export function hasPlainFields(item: CheckedItem): boolean {
  const fields = item.parsedItem()?.fields;
  if (!fields || fields.id !== item.id || fields.status !== item.status) return false;
  if (!KINDS.includes(fields.kind) || !KNOWN_PRIORITIES.includes(fields.priority)) return false;
  const { createdAt, updatedAt } = fields;
  if (!isTimestamp(createdAt) || !isTimestamp(updatedAt) || updatedAt < createdAt) return false;
  // An id is the moment of its creation and the slug.
  return item.id === `${stampOf(createdAt)}-${fields.slug}` && isItemId(item.id);
}
