import { readText } from '../format/field-value.ts';
import { findField, parseFrontMatter } from '../format/front-matter.ts';
import { attribute, type ThreadEvent } from '../format/thread.ts';
import type { CheckedItem } from '../tickets/tree.ts';

/** The events that close an item: their text is its resolution. */
export function closeEvents(item: CheckedItem): ThreadEvent[] {
  return (item.parsedThread()?.events ?? []).filter((event) => event.kind === 'close');
}

/** Whether the log says that the item was closed, by an event of whatever kind. */
export function saysClosed(item: CheckedItem): boolean {
  const events = item.parsedThread()?.events ?? [];
  return events.some((event) => event.kind === 'close' || attribute(event, 'to') === 'closed');
}

/** Whether a text is an item.md of this item, or begins with one. */
export function isItemCopy(item: CheckedItem, text: string): boolean {
  if (!/^\ufeff?\s*---\r?\n/.test(text)) return false;
  const frontMatter = parseFrontMatter(text.trimStart());
  const id = findField(frontMatter, 'id');
  return frontMatter.state === 'closed' && id !== undefined && readText(frontMatter, id) === item.id;
}
