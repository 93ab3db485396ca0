import { dirname, join } from 'node:path';
import { isWhole } from '../format/event-id.ts';
import { REDACTION } from '../format/redaction.ts';
import { sha256Start } from '../format/sha256.ts';
import { parseThread, type ThreadEvent } from '../format/thread.ts';
import type { Change, ItemPlace } from '../tickets/change.ts';
import { parseDigest } from '../tickets/digest/parse-digest.ts';
import type { ItemSnapshot } from '../tickets/item.ts';
import { isTornAppend } from '../tickets/torn-append.ts';
import { tornTail } from '../tickets/torn-tail.ts';
import { type Evidence, unfinished } from '../tickets/unfinished.ts';
import { applyChanges } from './apply-changes.ts';
import { cutFile } from './cut-file.ts';
import { EDITED_SLUGS } from './edited-slugs.ts';
import { fileKind } from './file-kind.ts';
import { itemPath } from './item-path.ts';
import type { Leftover } from './leftover.ts';
import { placeEditedSlugs } from './place-edited-slugs.ts';
import { putIntoPlace } from './put-into-place.ts';
import { type ItemRead, readItem, snapshotOf } from './read-snapshot.ts';
import { replaceFile } from './replace-file.ts';
import { STAGING } from './staging.ts';
import { syncDirectory } from './sync-directory.ts';

/** Told what was found and done, one line each. */
export type Notice = (line: string) => void;

export interface SettleOptions {
  /** The whole log is needed, not its end. */
  wholeThread?: boolean;
  /** When an event is to be added. */
  since?: Date;
  /** What a killed command left of its change to this item. */
  leftover?: Leftover | null;
  onNotice: Notice;
}

/**
 * Brings an item into the state that its log tells, after a command that was killed: moves a torn end of the log away, and
 * does what the last event says and nobody did. Returns the item as it is then. Call it with the lock held.
 */
export function settleItem(root: string, place: ItemPlace, options: SettleOptions): ItemSnapshot {
  const { wholeThread = false, since, leftover = null, onNotice } = options;
  const read = (at: ItemPlace): ItemRead => readToSettle(root, at, wholeThread, since);
  let item = read(place);
  if (item.thread?.isShared) {
    // What is appended must not be written under the file's other names as well.
    const whole = readItem(root, place, true);
    if (whole.thread) replaceFile(root, itemPath(root, place, 'thread.md'), whole.thread.bytes);
    item = read(place);
  }
  const torn = tornPart(item, leftover);
  if (torn !== null) {
    moveAway(root, place, torn, onNotice);
    item = read(place);
  }
  if (leftover?.kept !== undefined && isRecorded(readItem(root, place, true), leftover.event)) {
    finishEdit(root, place, item, leftover, leftover.kept, onNotice);
    item = read(place);
  }
  let snapshot = snapshotOf(item);
  let changes = unfinished(snapshot, evidenceOf(item, leftover));
  const isSealed = place.status === 'closed' && snapshot.digestText !== null;
  if (snapshot.isTail && changes.length > 0 && (isSealed || statusAfter(place, changes) === 'closed')) {
    // The seal of an item that ends, or has ended, is of its whole log.
    snapshot = snapshotOf(readItem(root, place, true));
    changes = unfinished(snapshot, evidenceOf(item, leftover));
  }
  if (changes.length === 0) return snapshot;
  // Under the item's name: if this is killed, the next command goes on with it. What was left under that name tells as much.
  const isLeft = fileKind(join(root, STAGING, place.id)) !== 'missing';
  applyChanges(root, changes, isLeft ? 'settle' : place.id);
  return snapshotOf(read({ id: place.id, status: statusAfter(place, changes) }));
}

/** Whether the log says more than the files: whether settling the item would write something. */
export function isUnsettled(root: string, place: ItemPlace): boolean {
  const item = readToSettle(root, place, false);
  if (tornPart(item, null) !== null) return true;
  return unfinished(snapshotOf(item), evidenceOf(item, null)).length > 0;
}

/** Of the log its end, and all of it where its last event took a text out of another one, or it is not as long as the seal says. */
function readToSettle(root: string, place: ItemPlace, wholeThread: boolean, since?: Date): ItemRead {
  const item = readItem(root, place, wholeThread, since);
  const { thread } = item;
  if (thread === null || thread.start === 0) return item;
  const isShort = eventsOf(place.id, thread).at(-1)?.kind !== REDACTION && !isBehind(item);
  return isShort ? item : readItem(root, place, true);
}

/** Whether a seal is of a log with another length than the one that is there. */
function isBehind({ status, digest, thread }: ItemRead): boolean {
  const seal = status === 'closed' && digest && thread ? parseDigest(digest.toString()) : null;
  return seal !== null && thread !== null && seal.watermark.bytes !== thread.start + thread.bytes.length;
}

function statusAfter(place: ItemPlace, changes: readonly Change[]): ItemPlace['status'] {
  const move = changes.find((change) => change.type === 'move');
  return move ? move.to : place.status;
}

function evidenceOf({ id, item, thread }: ItemRead, leftover: Leftover | null): Evidence {
  const last = thread && leftover ? eventsOf(id, thread).at(-1) : undefined;
  if (last && last.id === leftover?.event) return sha256Start(item.bytes) === leftover.base ? 'cut-short' : 'killed';
  return thread !== null && item.modified > thread.modified ? 'edited' : 'none';
}

/** Where the log is torn, in bytes from its start, and what is torn off. */
interface TornPart {
  at: number;
  bytes: Buffer;
}

function tornPart({ id, thread }: ItemRead, leftover: Leftover | null): TornPart | null {
  if (!thread) return null;
  const { bytes, start } = thread;
  const from = (leftover && tornAppend(id, thread, leftover)) ?? tornTail(bytes, id);
  return from === null ? null : { at: start + from, bytes: bytes.subarray(from) };
}

/** Where in these bytes the append of a killed command began, if less than the whole event came of it. */
function tornAppend(id: string, { bytes, start }: { bytes: Buffer; start: number }, leftover: Leftover): number | null {
  const { size, event } = leftover;
  if (size < start || start + bytes.length <= size) return null;
  return isTornAppend(bytes.subarray(size - start), id, event) ? size - start : null;
}

/** Moves the torn end of a log into a file of its own beside it: nothing is deleted but blank lines. */
function moveAway(root: string, place: ItemPlace, { at, bytes }: TornPart, onNotice: Notice): void {
  if (bytes.toString('latin1').trim() !== '') {
    const name = `thread.torn-${sha256Start(bytes)}.md`;
    const path = itemPath(root, place, name);
    // It stands there already when an earlier command was killed right here.
    if (fileKind(path) === 'missing') replaceFile(root, path, bytes);
    onNotice(`${place.id}: the end of thread.md was torn; its ${bytes.length} bytes are in ${name} now`);
  }
  cutFile(itemPath(root, place, 'thread.md'), at);
}

function isRecorded({ id, thread }: ItemRead, event: string): boolean {
  return thread !== null && eventsOf(id, thread).some((each) => each.id === event && isWhole(id, each));
}

function eventsOf(id: string, { bytes }: { bytes: Buffer }): ThreadEvent[] {
  return parseThread(bytes.toString(), id).events;
}

/** Puts the text of item.md into place that was written aside for an edit. A text that somebody wrote meanwhile stays. */
function finishEdit(
  root: string,
  place: ItemPlace,
  { item }: ItemRead,
  { event, base }: Leftover,
  kept: string,
  onNotice: Notice,
): void {
  placeEditedSlugs(root, join(dirname(kept), EDITED_SLUGS));
  if (sha256Start(item.bytes) === base) {
    putIntoPlace(kept, itemPath(root, place, 'item.md'));
  } else {
    const name = `item.edit-${event}.md`;
    putIntoPlace(kept, itemPath(root, place, name));
    onNotice(`${place.id}: item.md has changed since an edit that was cut short; the text of the edit is in ${name}`);
  }
  syncDirectory(join(root, place.status, place.id));
}
