import { applyChanges } from '../store/apply-changes.ts';
import { fileKind } from '../store/file-kind.ts';
import { itemPath } from '../store/item-path.ts';
import { unlikeWritten } from '../store/unlike-written.ts';
import type { ItemPlace } from '../tickets/change.ts';
import { sealFiles } from '../tickets/digest/seal-files.ts';
import { TicketsError } from '../tickets/tickets-error.ts';

export interface ItemToCreate {
  item: ItemPlace;
  files: Record<string, string | Uint8Array>;
  /** Those of its files that may be run. */
  executable?: readonly string[];
}

/**
 * Creates items with all their files, one after the other, and reads back what it wrote. One that has ended gets a seal, if
 * it brings none along. Call it with the lock held. Throws a TicketsError; the code `partly-applied` says that some of the
 * items are there.
 */
export function createItems(
  root: string,
  wanted: readonly ItemToCreate[],
  onProgress: (done: number, total: number) => void,
): void {
  const items = wanted.map((each) => ({ ...each, files: sealFiles(each.item, each.files) }));
  try {
    for (const [index, item] of items.entries()) {
      applyChanges(root, [{ type: 'create-item', ...item }]);
      onProgress(index + 1, items.length);
    }
  } catch (error) {
    const count = items.filter(({ item }) => fileKind(itemPath(root, item)) !== 'missing').length;
    if (!(error instanceof TicketsError) || count === 0) throw error;
    const message = `${count} of ${items.length} items are written: ${error.message.replace('; nothing was changed', '')}`;
    throw new TicketsError('partly-applied', message, 'the same command goes on there');
  }
  for (const { item, files } of items) {
    const [unlike] = unlikeWritten(root, item, files);
    if (unlike === undefined) continue;
    const message = `${item.status}/${item.id}/${unlike} does not read back as it was written`;
    throw new TicketsError('partly-applied', message, 'check the disk; nothing was removed');
  }
}
