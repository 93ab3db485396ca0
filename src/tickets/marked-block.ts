import { lineEnding } from '../format/line-ending.ts';

const BEGIN = '# tickets setup: begin';
/** The same where the line above it had no line ending, and was given one. */
const BEGIN_BELOW = `${BEGIN}, on a new line`;
const END = '# tickets setup: end';

/** The lines between our marks in a file of settings; null where the marks are not there. */
export function markedBlock(text: string): string[] | null {
  const lines = text.split(/\r?\n/);
  const begin = lines.findIndex((line) => line === BEGIN || line === BEGIN_BELOW);
  const end = lines.indexOf(END, begin + 1);
  return begin < 0 || end < 0 ? null : lines.slice(begin + 1, end);
}

/**
 * A file of settings with these lines between our marks: in place of those that are there, else at the end, or, of a
 * script, below its first line. Everything else stays byte for byte.
 */
export function withBlock(
  text: string,
  lines: readonly string[],
  where: 'end' | 'below the first line' = 'end',
): string {
  const eol = lineEnding(text);
  const block = (begin: string): string => [begin, ...lines, END].map((line) => line + eol).join('');
  const span = blockSpan(text);
  if (span) return text.slice(0, span.start) + block(span.begin) + text.slice(span.end);
  const at = where === 'end' ? text.length : text.indexOf('\n') + 1 || text.length;
  const before = text.slice(0, at);
  const isOnNewLine = before === '' || before.endsWith('\n');
  return before + (isOnNewLine ? block(BEGIN) : eol + block(BEGIN_BELOW)) + text.slice(at);
}

/** The same file without our marks and what is between them. */
export function withoutBlock(text: string): string {
  const span = blockSpan(text);
  if (!span) return text;
  const before = text.slice(0, span.start);
  return (span.begin === BEGIN ? before : before.replace(/\r?\n$/, '')) + text.slice(span.end);
}

/** From the start of the line that opens the block to the end of the one that closes it. */
function blockSpan(text: string): { start: number; end: number; begin: string } | null {
  const match = new RegExp(`(^|\\n)(${BEGIN_BELOW}|${BEGIN})\\r?\\n(?:[^]*?\\n)?${END}(?:\\r?\\n|$)`).exec(text);
  if (!match) return null;
  const [whole, lead = '', begin = BEGIN] = match;
  return { start: match.index + lead.length, end: match.index + whole.length, begin };
}
