import type { TextLine } from '../format/text-lines.ts';
import type { Place } from './rule.ts';

/** The place of a range of a text, by offsets. */
export function placeOf(path: string, text: string, start: number, end = start): Place {
  const from = position(text, start);
  const to = position(text, end);
  return { path, line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
}

function position(text: string, offset: number): { line: number; column: number } {
  let line = 1;
  let lineStart = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) {
    line += 1;
    lineStart = at + 1;
  }
  return { line, column: offset - lineStart + 1 };
}

/** The place of a whole line, less the space around its text. */
export function linePlace(path: string, line: TextLine): Place {
  const text = line.text.trimEnd();
  const column = text.length - text.trimStart().length + 1;
  return { path, line: line.number, column, endLine: line.number, endColumn: text.length + 1 };
}
