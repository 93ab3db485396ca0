import type { LogEntry } from '../api/log.ts';
import { firstLine, shownKind } from './log-cells.ts';
import { type Column, table } from './table.ts';
import type { View } from './view.ts';

/** The events as a table for people. */
export function logTable(entries: readonly LogEntry[], { theme, width }: View): string {
  if (entries.length === 0) return '';
  const columns: Column<LogEntry>[] = [
    { heading: 'AT', value: (entry) => shownTime(entry), style: theme.dim },
    { heading: 'KIND', value: shownKind, least: 6 },
    { heading: 'AUTHOR', value: (entry) => entry.event.author ?? '(none)', least: 6, dropBelow: 100 },
    { heading: 'SLUG', value: (entry) => entry.item.slug, style: theme.hint, least: 8 },
    { heading: 'TEXT', value: firstLine, least: 8, dropBelow: 70 },
  ];
  return `${table(entries, columns, width, theme).join('\n')}\n`;
}

function shownTime(entry: LogEntry): string {
  return entry.event.at ?? '(no time)';
}
