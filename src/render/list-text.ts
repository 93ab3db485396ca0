import type { ListResult } from '../api/list.ts';
import { OF_WORDS } from '../format/plain-item.ts';
import type { ItemSummary } from '../tickets/item.ts';
import { harmlessCell, PRINTABLE } from './harmless.ts';

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
  // Of nearly all items only the title can hold anything that must not be printed.
  if (item.extra === OF_WORDS && PRINTABLE.test(item.title)) {
    return `${status}\t${id}\t${slug}\t${item.title}\t${kind}\t${priority}\t${updatedAt}\n`;
  }
  return `${[status, id, slug, shownTitle(item), kind, priority, updatedAt].map(harmlessCell).join('\t')}\n`;
}

/** The title, with a mark where item.md could not be read as one. */
export function shownTitle(item: Pick<ItemSummary, 'title' | 'readable' | 'problems'>): string {
  if (item.readable) return item.title;
  const mark = `(unreadable: ${item.problems[0]?.message ?? 'item.md'})`;
  return item.title === '' ? mark : `${item.title} ${mark}`;
}
