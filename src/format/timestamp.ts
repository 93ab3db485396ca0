const SHAPE = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})Z$/;

/** A moment as the files hold it: UTC, whole seconds, `2026-05-30T05:32:59Z`. */
export function formatTimestamp(at: Date): string {
  return `${at.toISOString().slice(0, 19)}Z`;
}

/** Milliseconds since 1970 of a timestamp in the files' form; null when it has another form or names no real moment. */
export function parseTimestamp(text: string): number | null {
  if (!SHAPE.test(text)) return null;
  const time = Date.parse(text);
  // Date.parse takes February 30th and rolls it over on some engines: only what prints the same is real.
  return !Number.isNaN(time) && formatTimestamp(new Date(time)) === text ? time : null;
}
