import type { ThreadEvent } from '../format/thread.ts';
import type { CheckedItem } from '../tickets/tree.ts';
import type { Place } from './rule.ts';

/** The header line of an event, without its line ending. */
export function headerText(event: ThreadEvent): string {
  const newline = event.raw.indexOf('\n');
  return (newline < 0 ? event.raw : event.raw.slice(0, newline)).replace(/\r$/, '');
}

/** The place of an event's header. */
export function headerPlace(item: CheckedItem, event: ThreadEvent): Place {
  return headerRange(`${item.path}/thread.md`, event);
}

/** The same in a log that is at this path. */
export function headerRange(path: string, event: ThreadEvent): Place {
  const { line } = event;
  return { path, line, column: 1, endLine: line, endColumn: headerText(event).length + 1 };
}

/** The place of an attribute's value in an event's header; that of the header where it has no such attribute. */
export function attributePlace(item: CheckedItem, event: ThreadEvent, key: string): Place {
  const header = headerText(event);
  const found = header.search(new RegExp(`\\s${key}:\\s+[^\\s>]`));
  if (found < 0) return headerPlace(item, event);
  const start = found + (/^\s[^:]*:\s+/.exec(header.slice(found))?.[0].length ?? 0);
  const rest = header.slice(start);
  const quoted = /^"(?:[^"\\]|\\.)*"(?=\s)/.exec(rest)?.[0];
  const bare = rest.slice(0, rest.search(/\s[A-Za-z_][\w-]*:(?=\s)|-->/)).trimEnd();
  return threadPlace(item, event.line, start, start + (quoted ?? bare).length);
}

/** A range of a line of thread.md, by offsets in the line. */
export function threadPlace(item: CheckedItem, line: number, start: number, end: number): Place {
  return { path: `${item.path}/thread.md`, line, column: start + 1, endLine: line, endColumn: end + 1 };
}
