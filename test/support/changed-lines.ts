/** The lines of `before` that `after` has otherwise, 1-based; null when a line was added or taken away. */
export function changedLines(before: string, after: string): number[] | null {
  const old = before.split('\n');
  const now = after.split('\n');
  if (old.length !== now.length) return null;
  return old.flatMap((line, index) => (line === now[index] ? [] : [index + 1]));
}
