import type { LogEntry } from '../api/log.ts';
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

export function shownKind({ event }: LogEntry): string {
  return event.verdict ? `${event.kind}: ${event.verdict}` : event.kind || '(no kind)';
}

/** The first line of an event's text that says something. */
export function firstLine({ event }: LogEntry): string {
  const line = event.body.split('\n').find((text) => /[\p{L}\p{N}]/u.test(text) && !text.startsWith('#'));
  return (line ?? '').trim();
}
