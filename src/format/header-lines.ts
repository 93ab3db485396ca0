import { isEventHeader } from './event-header.ts';
import { eventLines } from './event-lines.ts';
import { type TextLine, textLines } from './text-lines.ts';

const OPENER = '<!-- event: ';

/**
 * The lines of a thread.md that start an event. `isSure` names headers that are known to be real, by the line's index;
 * see `eventLines`.
 */
export function headerLines(
  text: string,
  isSure: (lines: readonly TextLine[], index: number) => boolean = () => false,
): TextLine[] {
  const start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  // Without a fence in it, each header line is a header: no other line needs a look.
  if (!text.includes('```') && !text.includes('~~~')) return findHeaders(text, start);
  const lines = textLines(text, start);
  const found = eventLines(
    lines.map((line) => line.text),
    (index) => isSure(lines, index),
  );
  return found.map((index) => lines[index] as TextLine);
}

function findHeaders(text: string, start: number): TextLine[] {
  const found: TextLine[] = [];
  let number = 1;
  let counted = start;
  for (let at = text.indexOf(OPENER, start); at >= 0; at = text.indexOf(OPENER, at + 1)) {
    if (at !== start && text.charCodeAt(at - 1) !== NEWLINE) continue;
    for (; counted < at; counted += 1) if (text.charCodeAt(counted) === NEWLINE) number += 1;
    const newline = text.indexOf('\n', at);
    const next = newline < 0 ? text.length : newline + 1;
    let end = newline < 0 ? text.length : newline;
    if (text.charCodeAt(end - 1) === CARRIAGE_RETURN) end -= 1;
    const line = { number, text: text.slice(at, end), start: at, next };
    if (isEventHeader(line.text)) found.push(line);
  }
  return found;
}

const NEWLINE = 10;
const CARRIAGE_RETURN = 13;
