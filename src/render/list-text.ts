import type { ListResult } from '../api/list.ts';
import type { ItemSummary } from '../tickets/item.ts';
import { harmlessCell } from './harmless.ts';

export const TSV_COLUMNS = ['status', 'id', 'slug', 'title', 'kind', 'priority', 'updated_at'] as const;

/** The old script's table for programs: tab-separated, one item a line, a heading first. */
export function* listTsv({ items }: Pick<ListResult, 'items'>): Generator<string> {
  yield TSV_HEADING;
  for (const item of items) yield tsvRow(item);
}

/** The heading of that table. */
export const TSV_HEADING = `${TSV_COLUMNS.join('\t')}\n`;

/** One line of it. */
export function tsvRow(item: ItemSummary): string {
  const { status, id, slug, kind, priority, updatedAt } = item;
  const title = shownTitle(item);
  const row = `${status}\t${id}\t${slug}\t${title}\t${kind}\t${priority}\t${updatedAt}\n`;
  return SAFE_ROW.test(row)
    ? row
    : `${[status, id, slug, title, kind, priority, updatedAt].map(harmlessCell).join('\t')}\n`;
}

/** A row of printable cells: one look for nearly all of them. */
const SAFE_ROW = /^[ -~]*(?:\t[ -~]*){6}\n$/;

/** The title, with a mark where item.md could not be read as one. */
export function shownTitle(item: Pick<ItemSummary, 'title' | 'readable' | 'problems'>): string {
  if (item.readable) return item.title;
  const mark = `(unreadable: ${item.problems[0]?.message ?? 'item.md'})`;
  return item.title === '' ? mark : `${item.title} ${mark}`;
}
