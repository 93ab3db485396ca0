const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];
const STEPS = '▁▂▃▄▅▆▇█';

/** A bar for a value, as many columns long as its share of the largest one. */
export function bar(value: number, largest: number, columns: number): string {
  if (value <= 0 || largest <= 0) return '';
  const eighths = Math.max(1, Math.round((value / largest) * columns * 8));
  return '█'.repeat(Math.floor(eighths / 8)) + (EIGHTHS[eighths % 8] ?? '');
}

/** A column for each value. */
export function sparkline(values: readonly number[]): string {
  const largest = Math.max(0, ...values);
  return values
    .map((value) => (value <= 0 || largest === 0 ? ' ' : STEPS[Math.ceil((value / largest) * STEPS.length) - 1]))
    .join('');
}
