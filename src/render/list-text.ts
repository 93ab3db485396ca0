import type { ListResult } from '../api/list.ts';
import type { ItemSummary } from '../tickets/item.ts';
import { harmlessCell } from './harmless.ts';

export const TSV_COLUMNS = ['status', 'id', 'slug', 'title', 'kind', 'priority', 'updated_at'] as const;

/** The old script's table for programs: tab-separated, one item a line, a heading first. */
export function listTsv({ items }: Pick<ListResult, 'items'>): string {
  const rows = items.map((item) => [
    item.status,
    item.id,
    item.slug,
    shownTitle(item),
    item.kind,
    item.priority,
    item.updatedAt,
  ]);
  return [TSV_COLUMNS, ...rows].map((row) => `${row.map(harmlessCell).join('\t')}\n`).join('');
}

/** The title, with a mark where item.md could not be read as one. */
export function shownTitle(item: Pick<ItemSummary, 'title' | 'readable' | 'problems'>): string {
  if (item.readable) return item.title;
  const mark = `(unreadable: ${item.problems[0]?.message ?? 'item.md'})`;
  return item.title === '' ? mark : `${item.title} ${mark}`;
}
