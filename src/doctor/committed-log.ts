import { decodeText } from '../format/decode-text.ts';
import { readText } from '../format/field-value.ts';
import { findField, parseFrontMatter } from '../format/front-matter.ts';
import { parseThread, type Thread, type ThreadEvent } from '../format/thread.ts';
import type { CommittedItem } from '../tickets/log-comparison.ts';

/** A log as it was committed. */
export interface CommittedLog {
  text: string;
  thread: Thread;
  /** Whether each character stands for a byte. */
  asBytes: boolean;
}

/** Several questions are about the same log: each is read once, and goes when its bytes go. */
const logs = new WeakMap<Uint8Array, Map<boolean, CommittedLog>>();

/**
 * An item's log as text. Where it, or the log that it is compared with, is not valid UTF-8, its bytes are read as Latin-1:
 * every byte is a character then, and none can change unseen.
 */
export function committedLog(item: CommittedItem, other: CommittedItem = item): CommittedLog {
  const bytes = item.thread ?? new Uint8Array();
  const asBytes = !isUtf8(item) || !isUtf8(other);
  const before = logs.get(bytes)?.get(asBytes);
  if (before) return before;
  const text = asBytes ? Buffer.from(bytes).toString('latin1') : decodeText(bytes).text;
  const log = { text, thread: parseThread(text, item.id), asBytes };
  logs.set(bytes, new Map([...(logs.get(bytes) ?? []), [asBytes, log]]));
  return log;
}

/** What was added to a log of which every byte is as it was. */
export interface AddedEvents {
  log: CommittedLog;
  /** How many lines stand before it. */
  linesBefore: () => number;
  /** Whether an event before it has an id. */
  isTaken: (id: string) => boolean;
}

/**
 * The events that were added at the end of a log of which every byte is as it was; null for any other log, and for one with
 * a code fence, in which what is added can change how the rest is read. Spares the reading of what has not changed: without
 * a fence each header line is a header, whatever else the bytes are.
 */
export function addedEvents(base: CommittedItem, head: CommittedItem): AddedEvents | null {
  if (!base.thread || !head.thread) return null;
  const was = Buffer.from(base.thread.buffer, base.thread.byteOffset, base.thread.length);
  const is = Buffer.from(head.thread.buffer, head.thread.byteOffset, head.thread.length);
  if (is.length < was.length || is.compare(was, 0, was.length, 0, was.length) !== 0) return null;
  if (is.includes('```') || is.includes('~~~')) return null;
  const { text, validUtf8 } = decodeText(is.subarray(was.length));
  // What does not begin with a header on a line of its own belongs to the event before it.
  const isApart = was.length === 0 || was.at(-1) === NEWLINE || /^\r?\n/.test(text);
  const thread = parseThread(text, head.id);
  if (!validUtf8 || !isApart || !/^(?:\r?\n)*$/.test(thread.preamble)) return null;
  return {
    log: { text, thread, asBytes: false },
    linesBefore: () => was.toString('latin1').split('\n').length - 1,
    // A text may mention it: only then is there something to read.
    isTaken: (id) => was.includes(id) && committedLog(base).thread.events.some((event) => event.id === id),
  };
}

const NEWLINE = 0x0a;

/** Whether item.md begins as the writer begins it, with the name of its directory: then nothing else needs to be read. */
export function beginsWithId({ id, item }: Pick<CommittedItem, 'id' | 'item'>): boolean {
  const start = `---\nid: ${id}\n`;
  return (
    item !== null && /^[a-z0-9-]+$/.test(id) && Buffer.from(item.subarray(0, start.length)).toString('latin1') === start
  );
}

/** An event as other readers see it, if its log was read as bytes. */
export function readableEvent(event: ThreadEvent, { asBytes }: Pick<CommittedLog, 'asBytes'>): ThreadEvent {
  if (!asBytes) return event;
  return parseThread(decodeText(Buffer.from(event.raw, 'latin1')).text).events[0] ?? event;
}

/** What item.md says of the id, and where; null where it says nothing. */
export function committedId({ item }: CommittedItem): { id: string; line: number; column: number } | null {
  if (item === null) return null;
  const frontMatter = parseFrontMatter(decodeText(item).text);
  const field = findField(frontMatter, 'id');
  if (!field) return null;
  return { id: readText(frontMatter, field), line: field.line, column: field.valueStart - field.start + 1 };
}

function isUtf8({ thread }: CommittedItem): boolean {
  return thread === null || decodeText(thread).validUtf8;
}
