import type { Change } from '../../src/tickets/change.ts';
import type { ItemSnapshot } from '../../src/tickets/item.ts';

/** What the changes of an operation make of an item, without a disk. */
export function applyChanges(item: ItemSnapshot, changes: readonly Change[]): ItemSnapshot {
  const result = { ...item };
  for (const change of changes) {
    if (change.item.id !== result.id || change.item.status !== result.status)
      throw new Error('a change of another item');
    if (change.type === 'append') result.threadText += change.text;
    else if (change.type === 'write' && change.file === 'item.md') result.itemText = change.text;
    else if (change.type === 'write' && change.file === 'thread.md') result.threadText = change.text;
    else if (change.type === 'write' || change.type === 'remove') {
      const text = change.type === 'write' ? change.text : null;
      if (change.file === 'digest.json') result.digestText = text;
      else result.resolutionText = text;
    } else if (change.type === 'move') result.status = change.to;
    // A note in the root, beside the items.
    else if (change.type === 'note-slug') continue;
    else throw new Error(`no change of an existing item: ${change.type}`);
  }
  return result;
}
