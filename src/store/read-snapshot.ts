import { decodeText } from '../format/decode-text.ts';
import type { ItemPlace } from '../tickets/change.ts';
import type { ItemSnapshot } from '../tickets/item.ts';
import { TicketsError } from '../tickets/tickets-error.ts';
import { fileKind } from './file-kind.ts';
import { itemPath } from './item-path.ts';
import { readFile } from './read-file.ts';
import { readThreadTail, type ThreadTail } from './read-thread-tail.ts';

/** An item's files as bytes: what is torn may be no text at all. */
export interface ItemRead extends ItemPlace {
  item: { bytes: Buffer; modified: number };
  thread: Extract<ThreadTail, { kind: 'read' }> | null;
  resolution: Buffer | null;
  digest: Buffer | null;
}

/**
 * Reads an item's files for an operation that will write them: of the log all or, for an operation that only adds to it,
 * the end, and its bytes where a seal is to be kept up with it. `since`: when an event is to be added, see readThreadTail.
 * Refuses what must not be written: a file that is no regular one.
 */
export function readItem(root: string, place: ItemPlace, wholeThread: boolean, since?: Date): ItemRead {
  if (fileKind(itemPath(root, place)) !== 'directory') {
    throw new TicketsError('unreadable', `${place.status}/${place.id} is no directory`);
  }
  const item = readFile(itemPath(root, place, 'item.md'));
  if (item.kind === 'missing') {
    throw new TicketsError(
      'unreadable',
      `${place.status}/${place.id}/item.md is missing`,
      'restore it from git (`git log -- PATH` finds the last commit that had it)',
    );
  }
  const resolution = readFile(itemPath(root, place, 'resolution.md'));
  const digest = readFile(itemPath(root, place, 'digest.json'));
  const isSealed = place.status === 'closed' && digest.kind === 'read';
  const part = wholeThread ? 'all' : isSealed ? 'end-and-bytes' : 'end';
  const thread = readThreadTail(itemPath(root, place, 'thread.md'), place.id, part, since);
  return {
    status: place.status,
    id: place.id,
    item: readable(item, place, 'item.md'),
    thread: thread.kind === 'missing' ? null : readable(thread, place, 'thread.md'),
    resolution: resolution.kind === 'missing' ? null : readable(resolution, place, 'resolution.md').bytes,
    digest: digest.kind === 'missing' ? null : readable(digest, place, 'digest.json').bytes,
  };
}

/** The texts of an item's files. Refuses one that is not valid UTF-8 and would come back with other bytes. */
export function snapshotOf(read: ItemRead): ItemSnapshot {
  return {
    status: read.status,
    id: read.id,
    itemText: textOf(read.item.bytes, read, 'item.md'),
    threadText: read.thread ? textOf(read.thread.bytes, read, 'thread.md') : '',
    ...(read.thread && read.thread.start > 0 && { isTail: true }),
    ...(read.thread?.before && { before: read.thread.before }),
    ...(read.thread?.all && read.thread.start > 0 && { sealedLog: read.thread.all }),
    resolutionText: read.resolution ? textOf(read.resolution, read, 'resolution.md') : null,
    // One that is no text is no digest, and nothing of it is kept.
    digestText: read.digest ? decodeText(read.digest).text : null,
  };
}

function readable<Read extends { kind: 'read' }>(
  read: Read | { kind: 'unreadable'; reason: string },
  place: ItemPlace,
  name: string,
): Read {
  if (read.kind === 'read') return read;
  throw new TicketsError('unreadable', `${place.status}/${place.id}/${name} ${read.reason}`, 'nothing was written');
}

function textOf(bytes: Buffer, place: ItemPlace, name: string): string {
  const { text, validUtf8 } = decodeText(bytes);
  if (validUtf8) return text;
  throw new TicketsError(
    'unreadable',
    `${place.status}/${place.id}/${name} is not valid UTF-8; writing it would change its bytes`,
    'repair the file first; nothing was written',
  );
}
