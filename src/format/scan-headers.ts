import { type CodeFence, readCodeFence } from './code-fence.ts';
import { isEventHeader } from './event-header.ts';

const OPENER = '<!-- event: ';
const NEWLINE = 10;
const CARRIAGE_RETURN = 13;

/** A header line of a log, and the byte that it starts at. */
export interface ScannedHeader {
  start: number;
  text: string;
}

export interface HeaderScan {
  /** Headers that stay what they are whatever stands behind them: every fence before them is closed and hides no header. */
  headers: ScannedHeader[];
  /** Whether these are all: no fence is open at the end, or has a header in it. */
  isComplete: boolean;
}

/**
 * Finds the header lines of a log in its bytes, without reading the text between them. It stops where only the rest of the
 * log, or an id, tells whether a line is a header: `eventLines` says how.
 */
export function scanHeaders(bytes: Buffer): HeaderScan {
  const headers: ScannedHeader[] = [];
  const nextOpener = finder(bytes, OPENER);
  const nextBackticks = finder(bytes, '```');
  const nextTildes = finder(bytes, '~~~');
  let fence: CodeFence | null = null;
  let at = bytes.length >= 3 && bytes.readUIntBE(0, 3) === 0xefbbbf ? 3 : 0;
  const start = at;
  for (;;) {
    const opener = nextOpener(at);
    const mark = Math.min(nextBackticks(at), nextTildes(at));
    const found = Math.min(opener, mark);
    if (found === Number.POSITIVE_INFINITY) return { headers, isComplete: fence === null };
    const newline = bytes.indexOf(NEWLINE, found);
    const end = newline < 0 ? bytes.length : newline;
    const startsLine = found === start || bytes[found - 1] === NEWLINE;
    if (found === opener && !startsLine) {
      // Text on a line that may be a fence all the same.
      if (mark > end) {
        at = found + 1;
        continue;
      }
    } else if (found === opener) {
      const text = lineText(bytes, found, end);
      if (isEventHeader(text)) {
        if (fence) return { headers, isComplete: false };
        headers.push({ start: found, text });
      }
      at = end + 1;
      continue;
    }
    const lineStart = Math.max(start, bytes.lastIndexOf(NEWLINE, found) + 1);
    const line = readCodeFence(lineText(bytes, lineStart, end));
    if (!fence) fence = line;
    else if (line && !line.info && line.char === fence.char && line.length >= fence.length) fence = null;
    at = end + 1;
  }
}

/** Where a text is found next, looked for once for all questions before that place. */
function finder(bytes: Buffer, wanted: string): (from: number) => number {
  let found = -1;
  return (from) => {
    if (found < from) {
      const place = bytes.indexOf(wanted, from, 'latin1');
      found = place < 0 ? Number.POSITIVE_INFINITY : place;
    }
    return found;
  };
}

function lineText(bytes: Buffer, start: number, end: number): string {
  return bytes.toString('utf8', start, bytes[end - 1] === CARRIAGE_RETURN && end > start ? end - 1 : end);
}
