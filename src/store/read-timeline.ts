import { decodeText } from '../format/decode-text.ts';
import { parseThread, type ThreadEvent } from '../format/thread.ts';
import type { ItemPlace } from '../tickets/change.ts';
import { disk, OPEN } from './disk.ts';
import { errorCode } from './error-code.ts';
import { itemPath } from './item-path.ts';
import { whyUnreadable } from './read-file.ts';

/** The first and the last events of a log, and how many stand between them. */
export interface TimelineRead {
  first: ThreadEvent[];
  last: ThreadEvent[];
}

/** A log up to this size is read whole. */
const SMALL = 64 * 1024;
const BLOCK = 16 * 1024;
const HEADER = Buffer.from('\n<!-- event: ');

/**
 * The ends of a log, so that a long one costs as little as a short one. Of a long log the events at both ends are those that a
 * reader sees who knows nothing of what is between: a code block that spans more than 16 KiB can show a header that is none.
 */
export function readTimeline(root: string, place: ItemPlace): TimelineRead {
  let file: number;
  try {
    file = disk.open(itemPath(root, place, 'thread.md'), OPEN.read);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') whyUnreadable(error);
    return { first: [], last: [] };
  }
  try {
    const stat = disk.fstat(file);
    if (!stat.isFile()) return { first: [], last: [] };
    if (stat.size <= SMALL) return { first: eventsIn(disk.readAll(file), place.id), last: [] };
    const head = readAt(file, 0);
    const tail = readAt(file, stat.size - BLOCK);
    const start = tail.indexOf(HEADER);
    return {
      // The last one may be cut.
      first: eventsIn(head, place.id).slice(0, -1),
      last: start < 0 ? [] : eventsIn(tail.subarray(start + 1), place.id),
    };
  } finally {
    disk.close(file);
  }
}

function eventsIn(bytes: Buffer, id: string): ThreadEvent[] {
  return parseThread(decodeText(bytes).text, id).events;
}

function readAt(file: number, start: number): Buffer {
  const bytes = Buffer.alloc(BLOCK);
  return bytes.subarray(0, disk.read(file, bytes, 0, BLOCK, start));
}
