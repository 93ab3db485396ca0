/** The form of a timestamp: a real moment, but for the days that a month does not have. */
export const TIMESTAMP = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/;
/** A day that is in every month, and a time that is in every day: real without a calendar. */
const ANY_MONTH = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/;

/**
 * A moment as the files hold it: UTC, whole seconds, `2026-05-30T05:32:59Z`. Throws a RangeError for an invalid Date. By hand:
 * the first call of toISOString takes Node most of a millisecond.
 */
export function formatTimestamp(at: Date): string {
  const year = at.getUTCFullYear();
  // What has another form than ours, or none.
  if (!(year >= 1000 && year <= 9999)) return `${at.toISOString().slice(0, 19)}Z`;
  const day = `${year}-${two(at.getUTCMonth() + 1)}-${two(at.getUTCDate())}`;
  return `${day}T${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())}Z`;
}

function two(value: number): string {
  return value < 10 ? `0${value}` : `${value}`;
}

/** Milliseconds since 1970 of a timestamp in the files' form; null when it has another form or names no real moment. */
export function parseTimestamp(text: string): number | null {
  if (ANY_MONTH.test(text)) return Date.parse(text);
  if (!TIMESTAMP.test(text)) return null;
  const time = Date.parse(text);
  // Date.parse takes February 30th and rolls it over on some engines: only what prints the same is real.
  return !Number.isNaN(time) && formatTimestamp(new Date(time)) === text ? time : null;
}

/** Whether a text is a timestamp that `parseTimestamp` reads, for less. Such texts are in the order of their times. */
export function isTimestamp(text: string): boolean {
  return ANY_MONTH.test(text) || parseTimestamp(text) !== null;
}
