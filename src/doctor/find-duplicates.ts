import type { TreeItem } from '../tickets/tree.ts';
import type { Report } from './rule.ts';

/** A report for each item that has the same value as another one. */
export function findDuplicates(items: readonly TreeItem[], what: string, value: (item: TreeItem) => string): Report[] {
  const byValue = new Map<string, TreeItem[]>();
  for (const item of items) {
    const key = value(item);
    if (key !== '') byValue.set(key, [...(byValue.get(key) ?? []), item]);
  }
  return [...byValue].flatMap(([key, group]) =>
    group.length < 2
      ? []
      : group.map((item) => ({
          path: `${item.summary.path}/item.md`,
          line: null,
          item: item.summary.id,
          message: `the ${what} ${key} is also that of ${group
            .filter((other) => other !== item)
            .map((other) => other.summary.path)
            .join(', ')}`,
        })),
  );
}
