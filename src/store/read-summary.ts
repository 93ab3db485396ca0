import type { ItemPlace } from '../tickets/change.ts';
import { type SummaryRead, summarizeItem } from '../tickets/summarize-item.ts';
import { fileKind } from './file-kind.ts';
import { itemPath } from './item-path.ts';
import { readText } from './read-file.ts';

/** Reads an item's item.md; see summarizeItem. */
export function readSummary(root: string, place: ItemPlace): SummaryRead | null {
  const read = readText(itemPath(root, place, 'item.md'));
  return summarizeItem(place, read, () => fileKind(itemPath(root, place, 'thread.md')) !== 'missing');
}
