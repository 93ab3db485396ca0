import type { CommittedItem } from '../../src/tickets/log-comparison.ts';

/** An item as a commit has it, by its log. */
export function committedItem(id: string, thread: string | Uint8Array, item: string | null = null): CommittedItem {
  return {
    id,
    status: 'open',
    path: `open/${id}`,
    entries: new Map([
      ['item.md', 'file'],
      ['thread.md', 'file'],
    ]),
    thread: Buffer.from(thread),
    item: item === null ? null : Buffer.from(item),
  };
}
