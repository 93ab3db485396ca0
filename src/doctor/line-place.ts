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
