import { findFences } from '../../format/fences.ts';
import { textLines } from '../../format/text-lines.ts';

/** The text of a ticket's first heading of the first level, outside of fences; null where it has none. */
export function ticketTitle(text: string): string | null {
  const lines = textLines(text, text.charCodeAt(0) === 0xfeff ? 1 : 0);
  const { fenced } = findFences(lines);
  for (const [index, { text: line }] of lines.entries()) {
    if (fenced[index]) continue;
    const title = /^ {0,3}#[ \t]+([^ \t].*)$/s.exec(line)?.[1]?.trim();
    // A row of `#` at the end closes the heading (CommonMark 0.31, section 4.2).
    if (title) return title.replace(/(?:^|[ \t]+)#+$/, '') || null;
    const above = fenced[index - 1] ? '' : (lines[index - 1]?.text.trim() ?? '');
    if (/^ {0,3}=+[ \t]*$/.test(line) && above !== '') return above;
  }
  return null;
}
