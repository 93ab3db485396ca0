import { harmlessLine } from './harmless.ts';
import { isNarrow, textWidth } from './text-width.ts';
import type { Theme } from './theme.ts';

export interface Column<Row> {
  heading: string;
  value: (row: Row) => string;
  style?: (text: string, row: Row) => string;
  /** The narrowest that it may get; a column without it is never cut. */
  least?: number;
  /** Left out when the terminal is narrower than this. */
  dropBelow?: number;
}

const GAP = 2;

/**
 * A table that fits a terminal: columns are aligned by what their characters take on screen, and the widest
 * one that may shrink gives way first.
 */
export function table<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  width: number,
  theme: Theme,
): string[] {
  const shown = columns.filter((column) => width >= (column.dropBelow ?? 0));
  const cells = rows.map((row) => shown.map((column) => harmlessLine(column.value(row))));
  const widths = shown.map((column, index) =>
    Math.max(textWidth(column.heading), ...cells.map((row) => textWidth(row[index] ?? ''))),
  );
  shrink(widths, shown, width);
  const line = (texts: readonly string[], styles: (index: number, text: string) => string): string =>
    texts
      .map((text, index) => {
        const room = widths[index] ?? 0;
        const cut = cutToWidth(text, room);
        const padding = index === texts.length - 1 ? '' : ' '.repeat(Math.max(0, room - textWidth(cut)));
        return styles(index, cut) + padding;
      })
      .join(' '.repeat(GAP))
      .trimEnd();
  const heading = line(
    shown.map((column) => column.heading),
    (_index, text) => theme.dim(text),
  );
  const body = rows.map((row, at) => line(cells[at] ?? [], (index, text) => shown[index]?.style?.(text, row) ?? text));
  return [heading, ...body];
}

/** The text, cut to a width on screen with an ellipsis at its end. */
export function cutToWidth(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  if (isNarrow(text)) return width > 0 ? `${text.slice(0, width - 1)}…` : '';
  let cut = '';
  let used = 0;
  // By what a reader takes for one character: an emoji of several code points is kept whole.
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    const next = used + textWidth(segment);
    if (next > width - 1) break;
    cut += segment;
    used = next;
  }
  return width > 0 ? `${cut}…` : '';
}

function shrink<Row>(widths: number[], columns: readonly Column<Row>[], width: number): void {
  const total = (): number => widths.reduce((sum, each) => sum + each, 0) + GAP * (widths.length - 1);
  while (total() > width) {
    let widest = -1;
    for (const [index, column] of columns.entries()) {
      const room = widths[index] ?? 0;
      if (column.least === undefined || room <= column.least) continue;
      if (widest < 0 || room > (widths[widest] ?? 0)) widest = index;
    }
    if (widest < 0) return;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
}
