import type { LogEntry } from '../api/log.ts';

/** The kind of an event, with the verdict of a review. */
export function shownKind({ event }: LogEntry): string {
  return event.verdict ? `${event.kind}: ${event.verdict}` : event.kind || '(no kind)';
}

/** The first line of an event's text that says something. */
export function firstLine({ event }: LogEntry): string {
  const line = event.body.split('\n').find((text) => /[\p{L}\p{N}]/u.test(text) && !text.startsWith('#'));
  return (line ?? '').trim();
}
