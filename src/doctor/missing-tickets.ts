import type { History } from '../tickets/history.ts';
import type { ItemFacts } from '../tickets/tree.ts';
import { legacyPath, splitPath } from './legacy-path.ts';
import type { CheckedTree } from './rule.ts';

/** An item whose legacy ticket no commit has. */
export interface MissingTicket {
  item: ItemFacts;
  path: string;
  /** The names that its folder ever had. */
  names: ReadonlySet<string>;
}

export interface MissingTickets {
  missing: MissingTicket[];
  /** Why history cannot tell; null where it can, or where there is none, or nothing to ask. */
  gap: string | null;
  /** What to do about that, where it is not to fetch more. */
  help?: string;
}

/** The legacy tickets that history does not have. */
export function missingTickets({ items, layout }: CheckedTree, history: History): MissingTickets {
  const missing: MissingTicket[] = [];
  let asked = 0;
  for (const item of items) {
    const path = legacyPath(item.legacyTicket);
    // One that is still there need not be committed yet.
    if (path === null || layout.legacy.tickets.some((present) => present.normalize('NFC') === path)) continue;
    const { folder, name } = splitPath(path);
    let seen = history.namesIn(folder, 'here');
    if (seen?.gap === null && !seen.found.has(name)) seen = history.namesIn(folder, 'anywhere');
    if (seen === null) return { missing: [], gap: null };
    if (seen.gap !== null) return { missing: [], gap: seen.gap };
    asked += 1;
    if (!seen.found.has(name)) missing.push({ item, path, names: seen.found });
  }
  // One wrong path is a mistake in the item. Where all of several are missing, it is history that is too short.
  if (asked > 1 && missing.length === asked) {
    const gap = `it has none of the ${asked}, so it begins after the migration`;
    return { missing: [], gap, help: 'nothing, if the history of before was left behind; else correct the paths' };
  }
  return { missing, gap: null };
}
