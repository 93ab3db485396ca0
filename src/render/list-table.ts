import type { ListResult } from '../api/list.ts';
import type { ItemSummary } from '../tickets/item.ts';
import { age } from './age.ts';
import { shownTitle } from './list-text.ts';
import { type Column, table } from './table.ts';
import type { View } from './view.ts';

/** The table for people, as wide as their terminal. */
export function listTable({ items }: Pick<ListResult, 'items'>, { theme, width, now }: View): string {
  if (items.length === 0) return '';
  const severalStatuses = new Set(items.map((item) => item.status)).size > 1;
  const priority = (text: string, item: ItemSummary): string =>
    item.priority === 'P0' ? theme.error(text) : item.priority === 'P1' ? theme.warning(text) : text;
  const columns: Column<ItemSummary>[] = [
    ...(severalStatuses
      ? [{ heading: 'STATUS', value: (item: ItemSummary) => item.status, style: theme.dim, dropBelow: 40 }]
      : []),
    { heading: 'PRI', value: (item) => item.priority, style: priority, least: 2, dropBelow: 30 },
    { heading: 'KIND', value: (item) => item.kind, style: theme.dim, least: 4, dropBelow: 90 },
    { heading: 'SLUG', value: (item) => item.slug, style: theme.hint, least: 8 },
    {
      heading: 'TITLE',
      value: shownTitle,
      style: (text, item) => (item.readable ? text : theme.error(text)),
      least: 8,
    },
    { heading: 'UPDATED', value: (item) => age(item.updatedAt, now), style: theme.dim, least: 3, dropBelow: 60 },
  ];
  return `${table(items, columns, width, theme).join('\n')}\n`;
}
