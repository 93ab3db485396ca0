/** One line of a text, without its line ending. */
export interface TextLine {
  /** 1-based. */
  number: number;
  /** The content, less a trailing carriage return. */
  text: string;
  /** Offset of the first character. */
  start: number;
  /** Offset after the line ending: where the next line starts. */
  next: number;
}

/**
 * The lines of a text. Only `\n` ends a line: JavaScript's `m` flag would also split at U+2028 and U+2029,
 * which would let a body forge headers. A text that ends in a newline has no empty last line.
 */
export function textLines(text: string, from = 0, firstNumber = 1): TextLine[] {
  const lines: TextLine[] = [];
  let start = from;
  let number = firstNumber;
  while (start < text.length) {
    const newline = text.indexOf('\n', start);
    const next = newline < 0 ? text.length : newline + 1;
    let end = newline < 0 ? text.length : newline;
    if (end > start && text.charCodeAt(end - 1) === 13) end -= 1;
    lines.push({ number, text: text.slice(start, end), start, next });
    start = next;
    number += 1;
  }
  return lines;
}
