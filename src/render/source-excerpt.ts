import type { Finding } from '../doctor/finding.ts';
import { harmlessLine } from './harmless.ts';
import { cutToWidth } from './table.ts';
import { isNarrow, textWidth } from './text-width.ts';

export interface SourceExcerpt {
  text: string;
  /** What stands below it; null where it would mark nothing or everything. */
  marker: string | null;
}

/**
 * The line that a finding points at, cut to a width around its column, and a marker below what is meant. Both are
 * measured by what the characters take on screen, after the dangerous ones were made visible.
 */
export function sourceExcerpt(finding: Finding, width: number): SourceExcerpt | null {
  const { source, column } = finding;
  if (source === null || source.trim() === '') return null;
  if (column === null) return { text: cutToWidth(visible(source.trim()), width), marker: null };
  const start = Math.min(column - 1, source.length);
  const end = Math.max(start, endOf(finding, source.length));
  const before = visible(source.slice(0, start).trimStart());
  const marked = visible(source.slice(start, end));
  const after = visible(source.slice(end).trimEnd());
  const mark = cutToWidth(marked, Math.floor(width / 2));
  // At the end of a line nothing is marked, and the marker takes a column all the same.
  const markWidth = Math.max(1, textWidth(mark));
  const room = width - markWidth;
  const lead = keepEnd(before, Math.max(Math.floor(width / 3), room - textWidth(after)));
  const text = lead + mark + cutToWidth(after, room - textWidth(lead));
  const marker = ' '.repeat(textWidth(lead)) + '^'.repeat(markWidth);
  return { text, marker: before === '' && after === '' ? null : marker };
}

function visible(text: string): string {
  return harmlessLine(text.toWellFormed());
}

/** Where the marked part ends, as an offset; a place of several lines goes on to the end of its first. */
function endOf({ line, endLine, endColumn }: Finding, length: number): number {
  if (line !== null && endLine !== null && endLine > line) return length;
  return endColumn === null ? 0 : Math.min(endColumn - 1, length);
}

/** The text, cut to a width on screen with an ellipsis at its start. */
function keepEnd(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  if (isNarrow(text)) return `…${width > 1 ? text.slice(1 - width) : ''}`;
  let kept = '';
  let used = 0;
  for (const { segment } of [...new Intl.Segmenter().segment(text)].reverse()) {
    const next = used + textWidth(segment);
    if (next > width - 1) break;
    kept = segment + kept;
    used = next;
  }
  return `…${kept}`;
}
