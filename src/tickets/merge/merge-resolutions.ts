import type { Status } from '../../format/status.ts';
import type { LogEntry } from './log-entries.ts';
import { mergeFile } from './merge-file.ts';
import type { ItemMergeOptions } from './merge-item.ts';
import type { FieldConflict } from './merge-item-text.ts';
import type { TreeFile } from './tree-state.ts';
import type { UnifiedItem } from './unify-item.ts';

interface Sides {
  base: UnifiedItem | null;
  ours: UnifiedItem;
  theirs: UnifiedItem;
}

/**
 * The resolution.md of a merged item: the text of the last close event, in the bytes of the side that has it. Where the log
 * says nothing new of it, the file of the side that changed it. Null for an item that is not closed: the log keeps the text.
 */
export function mergeResolutions(
  status: Status,
  log: readonly LogEntry[],
  { base, ours, theirs }: Sides,
  options: ItemMergeOptions,
): { file: TreeFile; conflict: FieldConflict | null } | null {
  const asClosed = ({ event }: LogEntry): TreeFile => ({
    mode: '100644',
    oid: options.contents.add(Buffer.from(`${event.body}\n`)),
  });
  const [was, our, their] = [base, ours, theirs].map((side) => side?.files.get('resolution.md'));
  const close = log.findLast(({ event }) => event.kind === 'close');
  if (status !== 'closed' && (close || base?.status === 'closed')) return null;
  if (close && [ours, theirs].every((side) => side !== null && isSeparate(base, side))) {
    const said = close.event.body.trim();
    const textOf = (file: TreeFile): string => Buffer.from(options.contents.get(file.oid)).toString();
    const file = [our, their].find(
      (candidate) => candidate && textOf(candidate).replaceAll('\r\n', '\n').trim() === said,
    );
    if (file) return { file, conflict: null };
    return { file: asClosed(close), conflict: null };
  }
  const merged = mergeFile(was, our, their, options);
  // One side reopened it, the other closed it again with the same words.
  if (!merged.file) return close && (our ?? their) ? { file: asClosed(close), conflict: null } : null;
  return {
    file: merged.file,
    conflict: merged.conflict ? { field: 'resolution', ours: null, theirs: null } : null,
  };
}

/** Whether a side has another resolution than the base. */
function isSeparate(base: UnifiedItem | null, side: UnifiedItem): boolean {
  return side.files.get('resolution.md')?.oid !== base?.files.get('resolution.md')?.oid;
}
