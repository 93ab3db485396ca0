import { applyTextEdits, editField, type TextEdit } from '../format/edit-field.ts';
import { isWhole } from '../format/event-id.ts';
import { readText } from '../format/field-value.ts';
import { type FrontMatter, findField, parseFrontMatter } from '../format/front-matter.ts';
import { lineEnding } from '../format/line-ending.ts';
import { type NewEvent, serializeEvent, type WrittenEvent } from '../format/serialize-event.ts';
import { parseThread, type ThreadEvent } from '../format/thread.ts';
import { formatTimestamp, parseTimestamp } from '../format/timestamp.ts';
import type { Change } from './change.ts';
import { checkItemText } from './check-item-text.ts';
import { editableFrontMatter } from './editable-front-matter.ts';
import type { ItemSnapshot, OperationContext } from './item.ts';

export type EventToRecord = Omit<NewEvent, 'author' | 'at'>;

export interface RecordedEvent {
  id: string;
  at: string;
  append: Extract<Change, { type: 'append' }>;
  /** The log with it. */
  threadText: string;
  /** item.md with the new `updated_at` and whatever else is edited in the same step. */
  update: Extract<Change, { type: 'write' }>;
}

/**
 * The changes that append an event to an item's log and bring item.md up to date.
 */
export function recordEvent(
  item: ItemSnapshot,
  event: EventToRecord,
  context: OperationContext,
  edits: readonly TextEdit[] = [],
): RecordedEvent {
  const frontMatter = editableFrontMatter(item.id, parseFrontMatter(item.itemText));
  const at = eventTime(item, context.now);
  const written = serializeUnlikeOthers(item, { ...event, author: context.author, at });
  const addition = threadAddition(item.threadText, written.text);
  return {
    id: written.id,
    at,
    append: {
      type: 'append',
      item: { status: item.status, id: item.id },
      file: 'thread.md',
      text: addition,
      event: written.id,
      ...(isUntold(frontMatter, at) && { untold: true }),
    },
    threadText: item.threadText + addition,
    update: {
      type: 'write',
      item: { status: item.status, id: item.id },
      file: 'item.md',
      text: checkItemText(item.id, applyTextEdits(item.itemText, [...edits, editField(frontMatter, 'updated_at', at)])),
    },
  };
}

/** Whether item.md has no time, or one that is later than its next event: then it does not tell that it is behind its log. */
function isUntold(frontMatter: FrontMatter, at: string): boolean {
  const field = findField(frontMatter, 'updated_at');
  const updated = field ? parseTimestamp(readText(frontMatter, field)) : null;
  return updated === null || updated > Date.parse(at);
}

/**
 * An event whose id the log does not have yet. Who does the same once more within a second does it twice, and a merge would
 * take the two for one: the second one says that it is.
 */
function serializeUnlikeOthers({ id, threadText, before }: ItemSnapshot, event: NewEvent): WrittenEvent {
  const written = (nth: number): WrittenEvent => {
    const more = nth === 1 ? [] : [{ key: 'nth', value: String(nth) }];
    return serializeEvent(id, { ...event, attributes: [...(event.attributes ?? []), ...more] });
  };
  const isTaken = (own: WrittenEvent): boolean => threadText.includes(own.id) || before?.includes(own.id) === true;
  const first = written(1);
  if (!isTaken(first)) return first;
  let [taken, free] = [1, 2];
  while (isTaken(written(free))) [taken, free] = [free, free * 2];
  while (free - taken > 1) {
    const middle = Math.floor((taken + free) / 2);
    if (isTaken(written(middle))) taken = middle;
    else free = middle;
  }
  return written(free);
}

/** The later of now and the last event's time, so that order in the file and order in time agree. */
function eventTime(item: ItemSnapshot, now: Date): string {
  const last = lastTime(item.threadText, item.id);
  return formatTimestamp(new Date(Math.max(Math.floor(now.getTime() / 1000) * 1000, last)));
}

/** The last time in a log, in milliseconds since 1970; 0 without any. */
function lastTime(threadText: string, itemId: string): number {
  const timeOf = (event: ThreadEvent): number | null => parseTimestamp(event.at ?? '');
  // No fence hides an event whose id fits, so the rest of a long log need not be read.
  const own = parseThread(threadText.slice(threadText.lastIndexOf('\n<!-- event: ') + 1), itemId).events.at(-1);
  const time = own && isWhole(itemId, own) ? timeOf(own) : null;
  if (time !== null) return time;
  return (
    parseThread(threadText, itemId)
      .events.map(timeOf)
      .findLast((each) => each !== null) ?? 0
  );
}

/** The bytes to append: the event after one blank line, in the file's line ending, on a line of its own. */
export function threadAddition(threadText: string, eventText: string): string {
  if (threadText === '' || threadText === '\ufeff') return eventText;
  const eol = lineEnding(threadText);
  const separator = threadText.endsWith('\n') ? '\n' : '\n\n';
  const addition = separator + eventText;
  return eol === '\n' ? addition : addition.replace(/\r?\n/g, eol);
}
