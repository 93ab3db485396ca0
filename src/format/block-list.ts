import type { FrontMatterField } from './front-matter.ts';
import { readScalar } from './scalar.ts';
import type { TextLine } from './text-lines.ts';

export interface BlockListItem {
  line: TextLine;
  /** What stands before the value: `  - `. */
  prefix: string;
  value: string;
}

/** The items of a list with one `- value` on each line; null for any other shape, such as texts of several lines. */
export function readBlockList(field: FrontMatterField): BlockListItem[] | null {
  const items: BlockListItem[] = [];
  for (const line of field.continuation) {
    const [, prefix, rest] = /^([ \t]*- +)([^\s|>&*!{[#-].*)$/s.exec(line.text) ?? [];
    if (prefix === undefined || rest === undefined) return null;
    items.push({ line, prefix, value: readScalar(rest).value });
  }
  return items.length > 0 && /^(?:#.*)?$/s.test(field.rest) ? items : null;
}
