import { type EventAttribute, isEventHeader, parseEventHeader } from './event-header.ts';
import { eventId } from './event-id.ts';
import { VERDICTS, type Verdict } from './event-kinds.ts';
import { headerLines } from './header-lines.ts';
import type { Problem } from './problem.ts';
import { unquoteBody } from './quote-body.ts';
import type { TextLine } from './text-lines.ts';

/** One event of a thread, with the text that it was read from. */
export interface ThreadEvent {
  kind: string;
  author: string | null;
  at: string | null;
  /** Of a review; null where it has none. */
  verdict: Verdict | null;
  /** The id in the header; null for events of the old script and of hands. */
  id: string | null;
  /** All attributes of the header, in its order. */
  attributes: EventAttribute[];
  /** The `## ` line below the header; null where there is none. */
  heading: string | null;
  /** The text of the event, exactly as it was given to the writer. */
  body: string;
  /** 1-based line of the header. */
  line: number;
  /** The event's whole text, from its header to the next one. */
  raw: string;
}

export interface Thread {
  /** Text before the first event; empty in every healthy thread. */
  preamble: string;
  events: ThreadEvent[];
  problems: Problem[];
}

/**
 * Reads a thread.md. Never throws, and loses nothing: the preamble and the events' raw texts, one after the
 * other, are the file.
 *
 * With the item's id, events whose own id fits their content are found even behind a fence that was never closed.
 */
export function parseThread(text: string, itemId?: string): Thread {
  const starts = threadHeaders(text, itemId);
  const events = starts.map((header, index) => readEvent(text, header, starts[index + 1]?.start ?? text.length));
  const preamble = text.slice(0, starts[0]?.start ?? text.length);
  return { preamble, events, problems: findProblems(preamble, events) };
}

/** The header lines of a thread.md, as `parseThread` finds them: all that is needed where the texts do not matter. */
export function threadHeaders(text: string, itemId?: string): TextLine[] {
  const fits = new Map<number, boolean>();
  const isWhole = (lines: readonly TextLine[], index: number): boolean => {
    const known = fits.get(index) ?? (itemId !== undefined && fitsItsId(text, lines, index, itemId));
    fits.set(index, known);
    return known;
  };
  // Behind an event that is whole, a header is one, too: no fence that the event left open reaches it.
  let before: number[] | undefined;
  const isSure = (lines: readonly TextLine[], index: number): boolean => {
    if (itemId === undefined) return false;
    before ??= headersBefore(lines);
    return isWhole(lines, index) || isWhole(lines, before[index] as number);
  };
  return headerLines(text, isSure);
}

/** The text of a thread: exactly the one that it was parsed from. */
export function serializeThread(thread: Thread): string {
  return thread.preamble + thread.events.map((event) => event.raw).join('');
}

/** The value of an attribute; null where the header lacks it or leaves it empty. */
export function attribute(event: Pick<ThreadEvent, 'attributes'>, key: string): string | null {
  return event.attributes.find((entry) => entry.key === key)?.value || null;
}

/** What the header line of an event says of it. */
export function readHeader(
  line: string,
): Pick<ThreadEvent, 'kind' | 'author' | 'at' | 'verdict' | 'id' | 'attributes'> {
  const attributes = parseEventHeader(line);
  const kind = attribute({ attributes }, 'event') ?? '';
  const status = kind === 'review' ? attribute({ attributes }, 'status') : null;
  return {
    kind,
    author: attribute({ attributes }, 'author'),
    at: attribute({ attributes }, 'at'),
    verdict: VERDICTS.find((verdict) => verdict === status) ?? null,
    id: attribute({ attributes }, 'id'),
    attributes,
  };
}

function readEvent(text: string, header: TextLine, end: number): ThreadEvent {
  const said = readHeader(header.text);
  const { heading, body } = readContent(contentOf(text, header, end));
  return {
    ...said,
    heading,
    // Only our own writer quotes, and it gives every event an id.
    body: said.id === null ? body : unquoteBody(body),
    line: header.number,
    raw: text.slice(header.start, end),
  };
}

function contentOf(text: string, header: TextLine, end: number): string {
  const content = text.slice(header.next, end);
  // In a file with CRLF line endings they are the file's, not the body's.
  return text[header.next - 2] === '\r' ? content.replaceAll('\r\n', '\n') : content;
}

/** Takes the writer's frame off: a blank line, the heading, a blank line — and at the end a blank line and `---`. */
function readContent(content: string): { heading: string | null; body: string } {
  let start = content.startsWith('\n') ? 1 : 0;
  let heading: string | null = null;
  if (content.startsWith('## ', start)) {
    const newline = content.indexOf('\n', start);
    heading = content.slice(start + 3, newline < 0 ? undefined : newline).trim();
    start = newline < 0 ? content.length : newline + 1;
    if (content[start] === '\n') start += 1;
  }
  let end = content.length;
  while (end > start && (content[end - 1] === '\n' || content[end - 1] === '\r')) end -= 1;
  if (end - start === 3 && content.startsWith('---', start)) return { heading, body: '' };
  if (end - start >= 4 && content.startsWith('\n---', end - 4)) {
    end -= 4;
    if (end > start && content[end - 1] === '\n') end -= 1;
  }
  return { heading, body: content.slice(start, end) };
}

/** For each line the index of the last header line of any kind above it; -1 where there is none. */
function headersBefore(lines: readonly TextLine[]): number[] {
  let last = -1;
  return lines.map((line, index) => {
    const above = last;
    if (isEventHeader(line.text)) last = index;
    return above;
  });
}

/** Whether the header at that index carries an id that fits the text up to the next header line of any kind. */
function fitsItsId(text: string, lines: readonly TextLine[], index: number, itemId: string): boolean {
  const header = lines[index];
  if (!header) return false;
  const id = attribute({ attributes: parseEventHeader(header.text) }, 'id');
  if (id === null || !/^[0-9a-f]{16}$/.test(id)) return false;
  let next = index + 1;
  while (next < lines.length && !isEventHeader((lines[next] as TextLine).text)) next += 1;
  const event = readEvent(text, header, lines[next]?.start ?? text.length);
  return eventId(itemId, event) === id;
}

function findProblems(preamble: string, events: readonly ThreadEvent[]): Problem[] {
  const problems: Problem[] = [];
  if (preamble.trim() !== '') {
    problems.push({ code: 'thread/text-before-first-event', message: 'there is text before the first event', line: 1 });
  }
  for (const event of events) {
    if (event.kind === '') {
      problems.push({ code: 'thread/malformed-header', message: 'the header names no kind', line: event.line });
    }
    for (const key of ['author', 'at'] as const) {
      if (event[key] === null) {
        problems.push({ code: `thread/missing-${key}`, message: `the header has no ${key}`, line: event.line });
      }
    }
    if (event.kind === 'review' && event.verdict === null) {
      problems.push({ code: 'thread/review-without-verdict', message: 'the review has no verdict', line: event.line });
    }
  }
  return problems;
}
