import { isEventHeader, parseEventHeader } from '../format/event-header.ts';
import { isWhole } from '../format/event-id.ts';
import { parseThread } from '../format/thread.ts';

/** Lines that may be the closing one of an event; each is tried. */
const MOST_CLOSING_LINES = 20;
const HEADER = '<!-- event: ';

/**
 * The byte from which on the end of a log is torn: what an append has left that a kill or a power cut stopped. Null where
 * the end is whole, or where nobody can tell. Takes the bytes from the start of an event on: a cut may go through a
 * character.
 *
 * Torn are the beginning of a header, an event whose id does not fit and that has no closing line, and zeros where data
 * never came, with nothing behind them that is an event of its own. An event without an id is never judged: our own all have
 * one. Nor is one that ends with a line `---`: that somebody has changed it is more likely than a cut at just this place, and
 * is for doctor to tell.
 */
export function tornTail(bytes: Buffer, itemId: string): number | null {
  // A character a byte: what is looked for is ASCII, and places are those in the file.
  const text = bytes.toString('latin1');
  const zeros = text.indexOf('\0');
  if (zeros < 0) return tornEvent(bytes, text, itemId);
  // An edit tells what was there before, which may hold a NUL.
  const last = lastHeader(text);
  const event = last === null ? undefined : parseThread(bytes.subarray(last).toString()).events.at(-1);
  if (event && isWhole(itemId, event)) return null;
  const before = text.slice(0, zeros);
  if (isFollowed(bytes.subarray(zeros), text.slice(zeros), itemId)) return tornEvent(bytes, text, itemId);
  // A NUL in the middle of a text is a fault of the text; zeros behind a whole event, or up to the end, are lost data.
  const isLost = before === '' || /\n---\r?\n(?:\r?\n)?$/.test(before) || /^\0+$/.test(text.slice(zeros));
  return tornEvent(bytes.subarray(0, zeros), before, itemId) ?? (isLost ? zeros : null);
}

/** Whether events stand behind zeros, and not just the rest of the one that they began in: no append writes two. */
function isFollowed(bytes: Buffer, text: string, itemId: string): boolean {
  const after = bytes.subarray(text.search(/[^\0]|$/));
  const [event, ...more] = parseThread(after.toString(), itemId).events;
  if (!event) return false;
  return more.length > 0 || event.line > 1 || event.id === null || isWhole(itemId, event);
}

function tornEvent(bytes: Buffer, text: string, itemId: string): number | null {
  const lastLine = text.lastIndexOf('\n') + 1;
  if (isTornHeader(text, lastLine)) return beforeBlankLine(text, lastLine);
  const start = lastHeader(text);
  if (start === null || !isSigned(lineAt(text, start))) return null;
  const event = parseThread(bytes.subarray(start).toString()).events.at(-1);
  if (event && isWhole(itemId, event)) return null;
  const raw = text.slice(start);
  return /\n---\s*$/.test(raw) || isWholeBefore(bytes.subarray(start), raw, itemId)
    ? null
    : beforeBlankLine(text, start);
}

/** Whether an event is whole up to one of its closing lines: what stands behind it somebody has written there. */
export function isWholeBefore(bytes: Buffer, raw: string, itemId: string): boolean {
  let at = raw.length;
  for (let tries = 0; tries < MOST_CLOSING_LINES; tries += 1) {
    at = raw.lastIndexOf('\n---', at - 1);
    if (at < 0) return false;
    const event = parseThread(bytes.subarray(0, at + 4).toString()).events.at(-1);
    if (event && isWhole(itemId, event)) return true;
  }
  return false;
}

/** Whether the last line of a text is the beginning of a header, as the writer puts one: behind a blank line. */
export function isTornHeader(text: string, lastLine: number): boolean {
  const line = text.slice(lastLine);
  const before = text.slice(0, lastLine);
  if (line === '' || line.includes('-->')) return false;
  if (line.startsWith(HEADER)) return before === '' || /\n\r?\n$/.test(before);
  // So little of it could be anything, anywhere else.
  return HEADER.startsWith(line) && (before === '' || /\n---\r?\n\r?\n$/.test(before));
}

function lastHeader(text: string): number | null {
  for (let found = text.lastIndexOf(HEADER); found >= 0; found = text.lastIndexOf(HEADER, found - 1)) {
    const startsLine = found === 0 || text[found - 1] === '\n';
    if (startsLine && isEventHeader(lineAt(text, found))) return found;
    // A search from -1 would find the start again.
    if (found === 0) break;
  }
  return null;
}

function lineAt(text: string, start: number): string {
  const end = text.indexOf('\n', start);
  return text.slice(start, end < 0 ? text.length : end).replace(/\r$/, '');
}

function isSigned(header: string): boolean {
  return parseEventHeader(header).some(({ key, value }) => key === 'id' && /^[0-9a-f]{16}$/.test(value));
}

/** The place before the blank line that is written in front of an event. */
function beforeBlankLine(text: string, start: number): number {
  const blank = /\n(\r?\n)$/.exec(text.slice(0, start))?.[1] ?? '';
  return start - blank.length;
}
