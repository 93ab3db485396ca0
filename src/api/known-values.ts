import { KNOWN_KINDS } from '../format/fields.ts';
import { listItems } from '../store/list-items.ts';
import type { Workspace } from './workspace.ts';

/** What can be known of a tree's words, for completion. */
export type KnownValue = 'labels' | 'assignees' | 'kinds';

/** The labels, assignees or kinds of the items that are open or pending, in alphabetical order, each once. */
export function knownValues({ root }: Workspace, what: KnownValue): string[] {
  const { items } = listItems(root.path, ['open', 'pending']);
  const values = new Set<string>(what === 'kinds' ? KNOWN_KINDS : []);
  for (const item of items) {
    if (what === 'labels') for (const label of item.labels) values.add(label);
    else if (what === 'kinds') values.add(item.kind);
    else if (item.assignee !== null) values.add(item.assignee);
  }
  return [...values].sort();
}
