import { textLines } from '../format/text-lines.ts';
import type { CheckedItem } from '../tickets/tree.ts';
import { linePlace } from './line-place.ts';
import type { Report } from './rule.ts';

/** What the reader of item.md itself had to say under one code, on whole lines. */
export function problemReports(item: CheckedItem, code: string): Report[] {
  const problems = item.parsedItem()?.problems.filter((problem) => problem.code === code) ?? [];
  if (!item.item || problems.length === 0) return [];
  const { path, text } = item.item;
  const lines = textLines(text);
  return problems.map(({ line = 1, message }) => {
    const found = lines[line - 1];
    return { ...(found ? linePlace(path, found) : { path, line, column: 1 }), message };
  });
}
