import { isAscii, isUtf8 } from 'node:buffer';
import { latin1 } from '../format/latin1.ts';
import type { ItemPlace } from '../tickets/change.ts';
import type { ItemSummary } from '../tickets/item.ts';
import { summarizePlainItem } from '../tickets/summarize-item.ts';
import { readSmallFile } from './read-file.ts';
import { readSummary } from './read-summary.ts';

/** Nearly all front matters fit into it. More would be kept in memory with each title that is. */
const HEAD = 512;

/** The summary of an item, as `readSummary` has it, for one of thousands. Null for a directory that is no item. */
export function readListedSummary(root: string, place: ItemPlace): ItemSummary | null {
  const bytes = readSmallFile(`${root}/${place.status}/${place.id}/item.md`);
  const plain = bytes === null ? null : summarizeBytes(place, bytes);
  return plain ?? readSummary(root, place)?.summary ?? null;
}

function summarizeBytes(place: ItemPlace, bytes: Buffer): ItemSummary | null {
  const short = isAscii(bytes) ? summarizePlainItem(place, latin1(bytes, 0, HEAD)) : null;
  if (short !== null || !isUtf8(bytes)) return short;
  const closer = bytes.indexOf('\n---\n');
  return closer < 0 ? null : summarizePlainItem(place, bytes.toString('utf8', 0, closer + CLOSER_LENGTH));
}

const CLOSER_LENGTH = 5;
