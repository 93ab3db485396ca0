import type { ListResult } from '../api/list.ts';
import type { ItemSummary } from '../tickets/item.ts';

/** The lines for stderr about what a command could not read, or not look into. Nothing is hidden silently. */
export function treeWarnings(items: readonly ItemSummary[], problems: ListResult['problems']): string[] {
  const unreadable = items
    .filter((item) => !item.readable)
    .map((item) => `${item.path}/item.md: ${item.problems[0]?.message ?? 'cannot be read'}`);
  return [...problems.map((problem) => problem.message), ...unreadable];
}
