import { isWhole } from '../format/event-id.ts';
import { parseThread } from '../format/thread.ts';
import { parseTimestamp } from '../format/timestamp.ts';
import { disk, OPEN } from './disk.ts';
import { errorCode } from './error-code.ts';
import { LARGEST_FILE, TOO_LARGE, whyUnreadable } from './read-file.ts';

export type ThreadTail =
  | {
      kind: 'read';
      /** From the start of an event on, or all of it. */
      bytes: Buffer;
      /** Where in the file that is. */
      start: number;
      /** What was read of the bytes in front of it. */
      before?: Buffer;
      /** The bytes of all of it, if they were asked for. */
      all?: Buffer;
      /** When it was last written, in milliseconds since 1970. */
      modified: number;
      /** Whether the file has another name, maybe outside of the tree. */
      isShared: boolean;
    }
  | { kind: 'missing' }
  | { kind: 'unreadable'; reason: string };

/** How much of a log's end is wanted: the last events or, unless these can be told from their own bytes, all of it. */
export type ThreadPart = 'end' | 'end-and-bytes' | 'all';

/** The end of a log as it was read. */
type End = Pick<Extract<ThreadTail, { kind: 'read' }>, 'bytes' | 'start' | 'before' | 'all'>;

/** The last two events fit into it nearly always. */
const BLOCK = 16 * 1024;
const HEADER = Buffer.from('\n<!-- event: ');

/**
 * The end of a log, for an event that is to be added: the last two events. It costs the same for a log of any length, as
 * long as the last event has an id that fits, so that no fence further up can hide it; else all of it is read.
 * `end-and-bytes`: the bytes of all of it as well, of which nobody has looked at more than that end. Where the last event is
 * not older than `since`, `before` has all events of its time: an event that is added now may be the same as one of them.
 */
export function readThreadTail(path: string, itemId: string, part: ThreadPart, since?: Date): ThreadTail {
  let file: number;
  try {
    file = disk.open(path, OPEN.read);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return { kind: 'missing' };
    return { kind: 'unreadable', reason: whyUnreadable(error) };
  }
  try {
    const stat = disk.fstat(file);
    if (!stat.isFile()) return { kind: 'unreadable', reason: 'is no regular file' };
    const end = readEnd(file, stat.size, itemId, part, since);
    if (end === null) return { kind: 'unreadable', reason: TOO_LARGE };
    return { kind: 'read', ...end, modified: stat.mtimeMs, isShared: stat.nlink > 1 };
  } finally {
    disk.close(file);
  }
}

function readEnd(file: number, size: number, itemId: string, part: ThreadPart, since: Date | undefined): End | null {
  const isSmall = size <= LARGEST_FILE;
  const all = part === 'end' || !isSmall ? undefined : readFrom(file, 0, size);
  const read = (start: number, length: number): Buffer =>
    all?.subarray(start, start + length) ?? readFrom(file, start, length);
  const end = part === 'all' ? null : readLastEvents(read, all?.length ?? size, itemId, since);
  if (end) return all ? { ...end, all } : end;
  return isSmall ? { bytes: all ?? readFrom(file, 0, size), start: 0 } : null;
}

/** The last two events, or all of a log that has fewer; null where only the whole log tells where its last event begins. */
function readLastEvents(
  read: (start: number, length: number) => Buffer,
  size: number,
  itemId: string,
  since: Date | undefined,
): End | null {
  for (let length = Math.min(BLOCK, size); length <= LARGEST_FILE; length = Math.min(length * 4, size)) {
    const bytes = read(size - length, length);
    const last = bytes.lastIndexOf(HEADER);
    const before = last > 0 ? bytes.lastIndexOf(HEADER, last - 1) : -1;
    if (before >= 0) {
      const end = bytes.subarray(before + 1);
      const event = parseThread(end.toString(), itemId).events.at(-1);
      if (!event || !isWhole(itemId, event)) return null;
      if (length < size && isFromThen(event.at, since) && beginsAt(bytes, event.at)) continue;
      return { bytes: end, start: size - end.length, before: bytes.subarray(0, before + 1) };
    }
    if (length === size) return { bytes, start: 0 };
  }
  return null;
}

/** Whether an event is of the same second as an operation, or of a later one. */
function isFromThen(at: string | null, since: Date | undefined): boolean {
  const time = parseTimestamp(at ?? '');
  return since !== undefined && time !== null && time >= Math.floor(since.getTime() / 1000) * 1000;
}

/** Whether the first event that these bytes have whole is of a time, so that there may be more of it in front of them. */
function beginsAt(bytes: Buffer, at: string | null): boolean {
  const start = bytes.indexOf(HEADER);
  return bytes.toString('latin1', start, bytes.indexOf('\n', start + 1)).includes(` at: ${at} `);
}

function readFrom(file: number, start: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  let read = 0;
  while (read < length) {
    const count = disk.read(file, bytes, read, length - read, start + read);
    if (count === 0) break;
    read += count;
  }
  return bytes.subarray(0, read);
}
