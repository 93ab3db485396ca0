import { eventId } from '../../format/event-id.ts';
import { EVENT_KINDS, eventHeading, VERDICTS, type Verdict } from '../../format/event-kinds.ts';
import { isTimestamp } from '../../format/timestamp.ts';
import type { PlainFiles } from '../../tickets/plain-files.ts';
import { mayHoldFence } from './may-hold-fence.ts';

/** What a glance at a thread.md tells. */
export interface LogGlance {
  firstAt: string;
  lastAt: string;
  /** The verdict of the last review, and whether nothing came after it. */
  verdict: Verdict | null;
  endsInReview: boolean;
  /** The text of the last close event; null where none closed the item. */
  resolution: string | null;
}

/** A header as commands write it, and the old script wrote it, with the heading below it. */
const HEADER =
  /<!-- event: ([a-z_]+) author: ([\w.@+-]+) at: (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)(?: status: (\w+))?(?: id: (\w+))? -->\n\n## ([^\n]+)\n\n/y;
const FIRST = '<!-- event: create ';
const FRAME = '\n---\n';

/** The headings of the events that say all in their kind, status and text; of a review with its status. */
const HEADINGS = new Map<string, string>(EVENT_KINDS.map(({ kind, heading }) => [kind, heading]));
for (const kind of ['migration', 'redaction', 'state_changed', 'review']) HEADINGS.delete(kind);
for (const verdict of VERDICTS) HEADINGS.set(`review ${verdict}`, eventHeading('review', verdict));

/**
 * Looks at the text of a thread.md, event by event from header to header, without taking it apart; null where there may
 * be more to say of it. `now`: no event may be later. It runs for every item of a tree: what is rare is elsewhere.
 */
export function glanceAtLog({ id, thread: text }: PlainFiles, now: string): LogGlance | null {
  if (!text.startsWith(FIRST) || mayHoldFence(text)) return null;
  const glance: LogGlance = { firstAt: '', lastAt: '', verdict: null, endsInReview: false, resolution: null };
  const ids = new Set<string>();
  let inSecond = '';
  for (let start = 0; start < text.length; ) {
    HEADER.lastIndex = start;
    const match = HEADER.exec(text);
    if (match === null) return null;
    const from = start + match[0].length;
    const next = nextComment(text, from);
    const end = frameOf(text, next);
    // A text that begins with a blank is one that the frame may have eaten.
    if (end <= from || text.charCodeAt(from) <= SPACE) return null;
    const kind = match[1] as string;
    const at = match[3] as string;
    const isReview = kind === 'review';
    if (HEADINGS.get(isReview ? `review ${match[4]}` : kind) !== match[6]) return null;
    if (at < glance.lastAt || !isTimestamp(at)) return null;
    if (at !== glance.lastAt) inSecond = '';
    const body = text.slice(from, text.charCodeAt(end - 1) === NEWLINE ? end - 1 : end);
    // Without an id, it may be the same event twice.
    if (match[5] === undefined ? inSecond.includes(`${kind} `) : !isWhole(id, match, body, ids)) return null;
    inSecond += `${kind} `;
    if (start === 0) glance.firstAt = at;
    glance.lastAt = at;
    glance.endsInReview = isReview;
    if (isReview) glance.verdict = match[4] as Verdict;
    else if (kind === 'close') glance.resolution = body;
    start = next;
  }
  return glance.lastAt > now ? null : glance;
}

/** Whether an event's id is its own, and that of no event before. */
function isWhole(itemId: string, header: RegExpExecArray, body: string, ids: Set<string>): boolean {
  const [, kind = '', author = '', at = '', status, id = ''] = header;
  const attributes = [
    { key: 'event', value: kind },
    { key: 'author', value: author },
    { key: 'at', value: at },
  ];
  if (status !== undefined) attributes.push({ key: 'status', value: status });
  if (ids.has(id) || eventId(itemId, { attributes, body }) !== id) return false;
  ids.add(id);
  return true;
}

/** Where the next comment begins, or anything that might have been meant as one; the end of the text without one. */
function nextComment(text: string, from: number): number {
  for (let at = text.indexOf('<', from); at >= 0; at = text.indexOf('<', at + 1)) {
    const code = text.charCodeAt(at + 1);
    if (code === EXCLAMATION_MARK || code === HYPHEN || code <= SPACE) return at;
  }
  return text.length;
}

/** Where the frame of an event that ends at an offset begins; -1 where it has none. */
function frameOf(text: string, end: number): number {
  if (text.startsWith(FRAME, end - FRAME.length)) return end - FRAME.length;
  const before = end - 1 - FRAME.length;
  return text.charCodeAt(end - 1) === NEWLINE && text.startsWith(FRAME, before) ? before : -1;
}

const NEWLINE = 10;
const SPACE = 32;
const EXCLAMATION_MARK = 33;
const HYPHEN = 45;
