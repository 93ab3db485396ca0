import { decodeText } from '../format/decode-text.ts';
import type { ItemPlace } from '../tickets/change.ts';
import type { ItemSnapshot } from '../tickets/item.ts';
import { TicketsError } from '../tickets/tickets-error.ts';
import { fileKind } from './file-kind.ts';
import { itemPath } from './item-path.ts';
import { readFile } from './read-file.ts';

/**
 * Reads an item's files for an operation that will write them. Refuses what must not be written: a file that is
 * no regular one, or that is not valid UTF-8 and would come back with other bytes.
 */
export function readSnapshot(root: string, place: ItemPlace): ItemSnapshot {
  if (fileKind(itemPath(root, place)) !== 'directory') {
    throw new TicketsError('unreadable', `${place.status}/${place.id} is no directory`);
  }
  const itemText = readForWriting(root, place, 'item.md');
  if (itemText === null) {
    throw new TicketsError(
      'unreadable',
      `${place.status}/${place.id}/item.md is missing`,
      'restore it from git (`git log -- PATH` finds the last commit that had it)',
    );
  }
  return {
    ...place,
    itemText,
    threadText: readForWriting(root, place, 'thread.md') ?? '',
    resolutionText: readForWriting(root, place, 'resolution.md'),
  };
}

function readForWriting(root: string, place: ItemPlace, name: string): string | null {
  const read = readFile(itemPath(root, place, name));
  if (read.kind === 'missing') return null;
  const path = `${place.status}/${place.id}/${name}`;
  if (read.kind === 'unreadable') throw new TicketsError('unreadable', `${path} ${read.reason}`, 'nothing was written');
  const { text, validUtf8 } = decodeText(read.bytes);
  if (validUtf8) return text;
  throw new TicketsError(
    'unreadable',
    `${path} is not valid UTF-8; writing it would change its bytes`,
    'repair the file first; nothing was written',
  );
}
