import { isEventHeader, parseEventHeader } from '../format/event-header.ts';
import { EVENT_KINDS } from '../format/event-kinds.ts';
import { meantHeader } from './header-faults.ts';

export interface LookAlike {
  /** Offset in the line where the header would begin. */
  start: number;
  /** The header that was meant, where that can be told. */
  meant: string | null;
  /** What keeps the line from being one. */
  fault: string;
}

const OPENER =
  /^( {0,3}|\t|[\ufeff\u00a0\u3000\u2000-\u200d]{1,3})<\s?!?\s?(?:-{1,3}|[–—])\s*(\p{L}+)\s*[:=]?\s*(.*)$/su;
/** A quotation, a list item, a backslash; or an opening backtick, behind whole stretches of code. */
const IN_CODE_OR_QUOTE = /^[\s>*+-]*(?:>|[*+-]\s)\s*$|^[^`]*`(?:[^`]*`[^`]*`)*[^`]*$|\\$/;

/** What a line that is no header would be read as by a person: an event. Null for every other line. */
export function headerLookAlike(line: string): LookAlike | null {
  const inner = line.indexOf('<!-- event: ', 1);
  if (inner > 0 && line.slice(0, inner).trim() !== '') {
    const before = line.slice(0, inner);
    const header = line.slice(inner);
    if (IN_CODE_OR_QUOTE.test(before) || !isFull(header)) return null;
    return { start: inner, meant: header, fault: 'it stands behind other text' };
  }
  if (!line.includes('<')) return null;
  const match = OPENER.exec(line);
  if (!match) return null;
  const [, indent = '', word = '', rest = ''] = match;
  const isEvent = word.toLowerCase() === 'event';
  const attributes = rest.match(/(?:^|\s)(?:author|at)\s*[:=]/gi)?.length ?? 0;
  // Nothing but a kind: `<!--event: create-->`.
  const kind = /^([\w-]*\w)\s*(?:[-–—]*>?\s*)$/u.exec(rest)?.[1]?.toLowerCase();
  const isKind = EVENT_KINDS.some((entry) => entry.kind === kind);
  // Comments that talk of something else are many: a look-alike speaks of an event, its kind, who and when.
  if (isEvent ? attributes === 0 && !isKind : attributes < 2) return null;
  const known = EVENT_KINDS.some((entry) => entry.kind === word.toLowerCase());
  const body = isEvent || known ? line : line.replace(word, 'event');
  return { start: indent.length, meant: meantHeader(body), fault: faultOf(line, indent, word) };
}

function isFull(header: string): boolean {
  const keys = parseEventHeader(header.trimEnd()).map(({ key }) => key);
  return keys.includes('author') && keys.includes('at');
}

function faultOf(line: string, indent: string, word: string): string {
  if (isEventHeader(line)) return 'what is above it reads as a code fence around it';
  if (indent !== '') return /^[ \t]+$/.test(indent) ? 'it is indented' : 'an invisible character stands in front of it';
  if (word !== 'event') return `it says '${word}' for 'event'`;
  if (!line.startsWith('<!-- event: ')) return 'it does not begin with `<!-- event: `';
  return /--\s*>/.test(line) ? 'other text follows its `-->`' : 'it does not end with `-->`';
}
