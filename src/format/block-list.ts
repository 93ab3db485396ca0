import type { FrontMatterField } from './front-matter.ts';
import { readScalar } from './scalar.ts';
import type { TextLine } from './text-lines.ts';

export interface BlockListItem {
  line: TextLine;
  /** What stands before the value: `  - `. */
  prefix: string;
  value: string;
}

/**
 * The items of a list with one `- value` on each line, with comments and blank lines between them; null for any other shape,
 * such as texts of several lines.
 */
export function readBlockList(field: FrontMatterField): BlockListItem[] | null {
  const items: BlockListItem[] = [];
  let isQuoteOpen = false;
  for (const line of field.continuation) {
    if (/^[ \t]*(?:#|$)/.test(line.text) && !isQuoteOpen) continue;
    const [, prefix, rest] = /^([ \t]*- +)([^\s|>&*!{[#-].*)$/s.exec(line.text) ?? [];
    if (prefix === undefined || rest === undefined) return null;
    const { value, style } = readScalar(rest);
    isQuoteOpen = style === 'plain' && /^["']/.test(rest);
    items.push({ line, prefix, value });
  }
  return items.length > 0 && /^(?:#.*)?$/s.test(field.rest) ? items : null;
}
