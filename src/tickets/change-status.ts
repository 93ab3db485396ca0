import { editField } from '../format/edit-field.ts';
import { parseFrontMatter } from '../format/front-matter.ts';
import { lineEnding } from '../format/line-ending.ts';
import { isStatus, STATUSES, type Status } from '../format/status.ts';
import { parseThread } from '../format/thread.ts';
import type { EventResult } from './add-event.ts';
import type { Change, ItemPlace, Plan } from './change.ts';
import { checkBody } from './check-value.ts';
import { sealOf } from './digest/seal.ts';
import type { ItemSnapshot, OperationContext } from './item.ts';
import { type EventToRecord, recordEvent } from './record-event.ts';
import { TicketsError } from './tickets-error.ts';

export interface StatusResult extends Omit<EventResult, 'event'> {
  from: Status;
  /** Null when the item had the status already and nothing was written. */
  event: EventResult['event'] | null;
}

/** Moves an item to a status, with the event that says so. To the status that it has: nothing, unless there is a text to record. */
export function changeStatus(
  item: ItemSnapshot,
  input: { status: Status; body?: string },
  context: OperationContext,
): Plan<StatusResult> {
  if (!isStatus(input.status)) {
    throw new TicketsError('invalid-value', `unknown status '${input.status}'`, `one of ${STATUSES.join(', ')}`);
  }
  if (item.status === input.status) {
    const text = checkBody(input.body ?? '');
    if (text !== '' && item.status === 'closed') refuseClosed(item);
    if (text !== '') {
      const hint = `nothing was written; \`tickets comment\` records a text`;
      throw new TicketsError('already-there', `${item.id} is ${item.status} already`, hint);
    }
    return { changes: [], result: { id: item.id, status: item.status, from: item.status, event: null } };
  }
  if (input.status === 'closed') return closeItem(item, input.body ?? '', context);
  const text = checkBody(input.body ?? '') || `Moved from ${item.status} to ${input.status}.`;
  const body = keepResolution(item, text);
  const attributes = [
    { key: 'from', value: item.status },
    { key: 'to', value: input.status },
  ];
  return move(item, input.status, { kind: 'state_changed', attributes, body }, context, null);
}

/** Closes an item: the close event carries the whole resolution, and resolution.md repeats it. */
export function closeItem(item: ItemSnapshot, resolution: string, context: OperationContext): Plan<StatusResult> {
  refuseClosed(item);
  // The old script's word for a close without a text.
  const body = checkBody(resolution) || 'Closed.';
  const attributes = [{ key: 'status', value: 'closed' }];
  return move(item, 'closed', { kind: 'close', attributes, body }, context, resolutionOf(body, item.itemText));
}

/** The text of resolution.md that belongs to a close event, in the line endings of the item.md beside it. */
export function resolutionOf(body: string, itemText: string): string {
  const text = `${body}\n`;
  return lineEnding(itemText) === '\n' ? text : text.replace(/\r?\n/g, '\r\n');
}

/** Throws for an item that cannot be closed, because it is: its resolution stands. */
export function refuseClosed(item: ItemPlace): void {
  if (item.status !== 'closed') return;
  const hint = 'its resolution stands; `tickets reopen` it first, or add a comment';
  throw new TicketsError('already-closed', `${item.id} is closed already`, hint);
}

/** Throws for an item that cannot be reopened, because it is not closed. */
export function refuseUnlessClosed(item: ItemPlace): void {
  if (item.status === 'closed') return;
  const hint = item.status === 'open' ? undefined : `tickets status ${item.id} open`;
  throw new TicketsError('not-closed', `${item.id} is ${item.status}, not closed`, hint);
}

/** Opens a closed item again. The resolution stays in the log, and its file goes. */
export function reopenItem(item: ItemSnapshot, body: string, context: OperationContext): Plan<StatusResult> {
  refuseUnlessClosed(item);
  return changeStatus(item, { status: 'open', body: checkBody(body) || 'Reopened.' }, context);
}

function move(
  item: ItemSnapshot,
  to: Status,
  event: EventToRecord,
  context: OperationContext,
  resolution: string | null,
): Plan<StatusResult> {
  const statusEdit = editField(parseFrontMatter(item.itemText), 'status', to);
  const recorded = recordEvent(item, event, context, [statusEdit]);
  if (to === 'closed' && item.isTail) throw new Error('a seal needs the whole log');
  const changes = projectMove({ ...item, threadText: recorded.threadText }, to, resolution, recorded.update.text);
  return {
    changes: [recorded.append, ...changes],
    result: {
      id: item.id,
      status: to,
      from: item.status,
      event: { kind: event.kind, id: recorded.id, at: recorded.at, author: context.author },
    },
  };
}

/**
 * What follows from an event that moves an item, in this order: the directory, resolution.md (null: there is none), the seal
 * of an item that ends, item.md. What is so already is left out. Takes the item with the event in its log.
 */
export function projectMove(item: ItemSnapshot, to: Status, resolution: string | null, itemText: string): Change[] {
  const place = { status: to, id: item.id };
  const changes: Change[] = [];
  if (item.status !== to) changes.push({ type: 'move', item: { status: item.status, id: item.id }, to });
  if (resolution === null) {
    if (item.resolutionText !== null) changes.push({ type: 'remove', item: place, file: 'resolution.md' });
  } else if (item.resolutionText !== resolution) {
    changes.push({ type: 'write', item: place, file: 'resolution.md', text: resolution });
  }
  changes.push(...projectSeal(item, place));
  return [...changes, { type: 'write', item: place, file: 'item.md', text: itemText }];
}

/** An item that ends is sealed, and one that goes on has no seal. Of a log of which only the end was read nothing is made. */
function projectSeal({ threadText, digestText, isTail }: ItemSnapshot, place: ItemPlace): Change[] {
  if (place.status !== 'closed') {
    return digestText === null ? [] : [{ type: 'remove', item: place, file: 'digest.json' }];
  }
  const text = isTail ? digestText : sealOf(place.id, threadText);
  return text === null || text === digestText ? [] : [{ type: 'write', item: place, file: 'digest.json', text }];
}

/** The text of a reopening, with the resolution below it where no close event in the log has that text. */
function keepResolution(item: ItemSnapshot, text: string): string {
  const resolution = item.resolutionText?.replaceAll('\r\n', '\n').trim() ?? '';
  if (resolution === '') return text;
  const closes = parseThread(item.threadText, item.id).events.filter((event) => event.kind === 'close');
  if (closes.some((event) => event.body.trim() === resolution)) return text;
  return `${text}\n\n### Resolution until then\n\n${resolution}`;
}
