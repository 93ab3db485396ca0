import { isEventHeader } from '../format/event-header.ts';
import { eventId } from '../format/event-id.ts';
import { redactionOf } from '../format/redaction.ts';
import { type TextLine, textLines } from '../format/text-lines.ts';
import { parseThread, type Thread, type ThreadEvent } from '../format/thread.ts';
import type { CheckedItem } from '../tickets/tree.ts';
import { linesBelowHeader, proseLines } from './event-lines.ts';
import { headerLookAlike, type LookAlike } from './header-look-alike.ts';

/**
 * What an event's id says of its text. `none`: it has no id, as events of the old script and of hands. `fits`: nothing
 * was changed since it was written, or its text was taken out as `tickets redact` does it. `torn`: the text ends too early.
 * `glued`: it runs into the next event. `cut`: it fits up to a line that was meant to be the next event's header.
 * `differs`: none of these.
 */
export type Integrity = 'none' | 'fits' | 'torn' | 'glued' | 'cut' | 'differs';

/** A line in an event that nearly is the header of another one. */
export interface HiddenHeader extends LookAlike {
  /** 1-based line in the file. */
  line: number;
  /** The line itself. */
  text: string;
  /** Offset of the would-be header in the file. */
  offset: number;
  /** Whether it and what follows it, up to the next header, are an event with an id that fits. */
  isWhole: boolean;
  /**
   * Whether there is no doubt that it was the header of an event: it is whole, or the event before it is whole up to
   * there, or it stands where the writer puts headers, behind a line `---` and in front of a heading.
   */
  isSure: boolean;
}

export interface ThreadIntegrity {
  /** Per event, in the order of the thread. */
  events: Integrity[];
  /** Header look-alikes in events that are not known to be whole. */
  hidden: HiddenHeader[];
  /** A last line that is the beginning of a header: the writer did not get further. */
  tornHeader: TornHeader | null;
}

export type TornHeader = Pick<HiddenHeader, 'line' | 'text' | 'offset'>;

/** At how many places an event is cut to see whether it fits up to there. */
const MOST_CUTS = 20;

/** Several rules ask the same of a thread: it is worked out once, and goes when the thread goes. */
const known = new WeakMap<Thread, ThreadIntegrity>();

export function threadIntegrity(item: CheckedItem): ThreadIntegrity {
  const thread = item.parsedThread();
  if (!thread) return { events: [], hidden: [], tornHeader: null };
  const before = known.get(thread);
  if (before) return before;
  const integrity = examine(item, thread);
  known.set(thread, integrity);
  return integrity;
}

/** Whether an event ends as the writer ends it: with a line `---`. */
export function isFramed(event: ThreadEvent): boolean {
  const end = event.raw.trimEnd();
  return end.endsWith('\n---');
}

/** Whether a text that starts with a header is an event with an id that fits it. */
export function isWholeEvent(text: string, itemId: string): boolean {
  const event = parseThread(text, itemId).events[0];
  return event !== undefined && hasOwnId(event) && eventId(itemId, event) === event.id;
}

/** The ids that an item's events may be made with: one whose directory was renamed has whole events of its own id. */
export function idsOf(item: CheckedItem): string[] {
  return [item.id, item.parsedItem()?.fields.id ?? ''];
}

/**
 * Whether an event has an id of our form, or what one wrong, lost or added character makes of it. Other programs' ids
 * differ more: a shorter or longer one is ours only among events with ids that fit.
 */
export function hasOwnId({ id }: ThreadEvent, amongOurs = false): boolean {
  if (id === null) return false;
  return amongOurs ? /^\S{8,24}$/.test(id) : /^[0-9A-Za-z]{15,17}$/.test(id);
}

/** Whether another header stands straight behind an event that does not end: no writer leaves out both line and blank line. */
export function isOverrun(event: ThreadEvent): boolean {
  return !isFramed(event) && !/\n\r?\n$/.test(event.raw);
}

function examine(item: CheckedItem, { preamble, events }: Thread): ThreadIntegrity {
  // An item whose directory was renamed has whole events of its own id: that it was renamed is another finding.
  const ids = idsOf(item);
  const isOwn = (id: string, event: ThreadEvent, index: number): boolean =>
    eventId(id, event) === event.id || redactionOf(id, event, events.slice(index + 1)) !== null;
  const fits = events.map((event, index) => hasOwnId(event) && ids.some((id) => isOwn(id, event, index)));
  const hidden = hiddenHeaders(item.id, preamble, 0, textLines(preamble));
  let tornHeader: TornHeader | null = null;
  let start = preamble.length;
  const states: Integrity[] = [];
  for (const [index, event] of events.entries()) {
    const from = start;
    start += event.raw.length;
    if (fits[index]) {
      states.push('fits');
      continue;
    }
    const signed = hasOwnId(event, fits.includes(true));
    const isLast = index === events.length - 1;
    const inside = hiddenHeaders(item.id, event.raw, from, linesBelowHeader(event));
    hidden.push(...inside);
    if (isLast) tornHeader = findTornHeader(event, from);
    const cuts = [...inside.slice(0, MOST_CUTS), ...(tornHeader ? [tornHeader] : [])];
    const fitsUpTo = ({ offset }: TornHeader): boolean => isWholeEvent(event.raw.slice(0, offset - from), item.id);
    const cut = signed ? cuts.find(fitsUpTo) : undefined;
    if (cut && 'isSure' in cut) cut.isSure = true;
    if (!signed) states.push(!isLast && event.body.trim() === '' && isOverrun(event) ? 'glued' : 'none');
    else if (cut) states.push('cut');
    else if (isFramed(event)) states.push('differs');
    else if (isLast) states.push('torn');
    else states.push(events[index + 1]?.id != null ? 'glued' : 'differs');
  }
  return { events: states, hidden, tornHeader };
}

/** Whether there may be anything like a header in a text: whether it holds the beginning of a comment. */
export function mayHoldHeader(text: string): boolean {
  return text.includes('<') && /<\s?!?\s?[-–—]/.test(text);
}

function hiddenHeaders(itemId: string, raw: string, from: number, lines: readonly TextLine[]): HiddenHeader[] {
  // Few texts hold a comment at all: only those are looked at line by line.
  const body = lines[0] ? raw.slice(lines[0].start) : '';
  if (!mayHoldHeader(body)) return [];
  const found = proseLines(lines).flatMap((line): Omit<HiddenHeader, 'isWhole'>[] => {
    const alike = headerLookAlike(line.text);
    const isTorn = line.next === raw.length && isTornHeader(raw.slice(line.start));
    if (!alike || isTorn) return [];
    // A line that is a header in every letter is hidden by a fence, and may be a sample.
    const isOwnLine = line.text.slice(0, alike.start).trim() === '' && !isEventHeader(line.text);
    const isSure = isOwnLine && isInWriterShape(raw, line);
    return [{ ...alike, line: line.number, text: line.text, offset: from + line.start + alike.start, isSure }];
  });
  return found.map((hidden, index) => {
    // Up to the next one of these, so that a text full of them is not read over and over again.
    const text = raw.slice(hidden.offset - from, (found[index + 1]?.offset ?? from + raw.length) - from);
    const isWhole = text.startsWith('<!-- event: ') && isWholeEvent(text, itemId);
    return { ...hidden, isWhole, isSure: hidden.isSure || isWhole };
  });
}

function isInWriterShape(raw: string, { start, next }: TextLine): boolean {
  const before = raw.slice(Math.max(0, start - 10), start);
  return /^\ufeff?$|(?:^|\n)---\r?\n(?:\r?\n)?$/.test(before) && /^\r?\n## /.test(raw.slice(next, next + 10));
}

function findTornHeader(event: ThreadEvent, from: number): TornHeader | null {
  const start = event.raw.lastIndexOf('\n') + 1;
  const text = event.raw.slice(start);
  if (start === 0 || !isTornHeader(text)) return null;
  return { line: event.line + event.raw.split('\n').length - 1, text, offset: from + start };
}

/** The beginning of a header, without the newline behind it. */
function isTornHeader(text: string): boolean {
  const opener = '<!-- event: ';
  if (text.includes('\n') || text.includes('-->')) return false;
  return text.startsWith(opener) || (text.length >= 4 && opener.startsWith(text));
}
