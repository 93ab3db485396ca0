import { decodeText } from '../format/decode-text.ts';
import { applyChanges } from '../store/apply-changes.ts';
import { fileKind } from '../store/file-kind.ts';
import { readError } from '../store/file-system-error.ts';
import { itemPath } from '../store/item-path.ts';
import { unlikeWritten } from '../store/unlike-written.ts';
import type { Change, ItemPlace } from '../tickets/change.ts';
import { sealFiles } from '../tickets/digest/seal-files.ts';
import { hasEditedSlug } from '../tickets/has-edited-slug.ts';
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
      applyChanges(root, stepsOf(item));
      onProgress(index + 1, items.length);
    }
  } catch (error) {
    const count = items.filter(({ item }) => fileKind(itemPath(root, item)) === 'directory').length;
    if (!(error instanceof TicketsError) || count === 0) throw error;
    throw partlyDone(`${count} of ${items.length} items are written`, error, 'the same command goes on there');
  }
  for (const { item, files } of items) {
    const [unlike] = readBack(root, { item, files });
    if (unlike === undefined) continue;
    const message = `${item.status}/${item.id}/${unlike} does not read back as it was written`;
    throw new TicketsError('partly-applied', message, 'check the disk; nothing was removed');
  }
}

function readBack(root: string, { item, files }: ItemToCreate): string[] {
  try {
    return unlikeWritten(root, item, files);
  } catch (error) {
    const known = readError(error, root);
    if (!(known instanceof TicketsError)) throw error;
    throw partlyDone('the items are written', known, 'check the disk; the same command goes on there');
  }
}

/** An error that says that nothing was changed, where something was. */
function partlyDone(done: string, { message }: TicketsError, hint: string): TicketsError {
  return new TicketsError('partly-applied', `${done}: ${message.replace('; nothing was changed', '')}`, hint);
}

function stepsOf(wanted: ItemToCreate): Change[] {
  const { item, files } = wanted;
  const create: Change = { type: 'create-item', ...wanted };
  const content = files['item.md'] ?? '';
  const text = typeof content === 'string' ? content : decodeText(content).text;
  return hasEditedSlug(item.id, text) ? [create, { type: 'note-slug', item }] : [create];
}
