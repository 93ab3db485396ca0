import { findFences } from '../format/fences.ts';
import { type TextLine, textLines } from '../format/text-lines.ts';
import type { ThreadEvent } from '../format/thread.ts';

/** The lines of an event below its header. Their offsets are in the event's raw text, their numbers those of the file. */
export function linesBelowHeader(event: ThreadEvent): TextLine[] {
  const newline = event.raw.indexOf('\n');
  return newline < 0 ? [] : textLines(event.raw, newline + 1, event.line + 1);
}

/** Those of the lines that are in no fenced code block. */
export function proseLines(lines: readonly TextLine[]): TextLine[] {
  const { fenced } = findFences(lines);
  return lines.filter((_, index) => !fenced[index]);
}
