import { isUtf8 } from 'node:buffer';
import type { ItemPlace } from '../tickets/change.ts';
import type { ItemSummary } from '../tickets/item.ts';
import { summarizePlainItem } from '../tickets/summarize-item.ts';
import { readSmallFile } from './read-file.ts';
import { readSummary } from './read-summary.ts';

const CLOSER = Buffer.from('\n---\n');

/** The summary of an item, as `readSummary` has it, for one of thousands. Null for a directory that is no item. */
export function readListedSummary(root: string, place: ItemPlace): ItemSummary | null {
  const bytes = readSmallFile(`${root}/${place.status}/${place.id}/item.md`);
  const plain = bytes === null ? null : summarizeBytes(place, bytes);
  return plain ?? readSummary(root, place)?.summary ?? null;
}

function summarizeBytes(place: ItemPlace, bytes: Buffer): ItemSummary | null {
  const closer = bytes.indexOf(CLOSER);
  return closer > 0 && isUtf8(bytes) ? summarizePlainItem(place, bytes.toString('utf8', 0, closer + 1)) : null;
}
