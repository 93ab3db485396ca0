import { fileKind } from '../store/file-kind.ts';
import { itemPath } from '../store/item-path.ts';
import { pause } from '../store/pause.ts';
import { readDetail } from '../store/read-detail.ts';
import { readItemFile } from '../store/read-item-file.ts';
import { resolveRef } from '../store/resolve-ref.ts';
import type { ItemDetail } from '../tickets/item.ts';
import { TicketsError } from '../tickets/tickets-error.ts';
import type { Workspace } from './workspace.ts';

/** How often a reader tries again when the item moved between being found and being read. */
const MOST_TRIES = 100;
/** How often a status that differs from the directory is looked at again. */
const ENOUGH_TRIES = 5;

/** Everything about one item. */
export function show(workspace: Workspace, ref: string): ItemDetail {
  const root = workspace.root.path;
  for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
    const place = resolveRef(root, ref);
    const detail = readDetail(root, place);
    // An item that moves away while it is read seems to lack files.
    if (!detail || fileKind(itemPath(root, place)) !== 'directory') continue;
    // Between its directory and its field a move takes a moment.
    const isMoving = detail.problems.some(({ code }) => code === 'status/differs-from-directory');
    if (!isMoving || tries > ENOUGH_TRIES) return detail;
    pause(3);
  }
  throw new TicketsError('not-found', `'${ref}' moved while it was read`, 'try again');
}

/** The files of one item as they are on disk: item.md, thread.md and resolution.md, those that it has. */
export function showRaw(workspace: Workspace, ref: string): Buffer {
  const root = workspace.root.path;
  const place = resolveRef(root, ref);
  const reads = ['item.md', 'thread.md', 'resolution.md'].map((name) => readItemFile(root, place, name));
  return Buffer.concat(reads.flatMap((read) => (read.kind === 'read' ? [read.bytes] : [])));
}
