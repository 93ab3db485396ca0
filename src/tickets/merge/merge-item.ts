import { decodeText } from '../../format/decode-text.ts';
import type { Status } from '../../format/status.ts';
import { parseTimestamp } from '../../format/timestamp.ts';
import { readLog } from './log-entries.ts';
import { mergeFile } from './merge-file.ts';
import { type FieldConflict, mergeItemTexts } from './merge-item-text.ts';
import type { LineMergeOptions } from './merge-lines.ts';
import { mergeResolutions } from './merge-resolutions.ts';
import { mergeStatus } from './merge-status.ts';
import { mergeThreads } from './merge-threads.ts';
import { type Contents, type ItemFiles, isSameFile, type TreeFile } from './tree-state.ts';
import { type UnifiedItem, unifyItem } from './unify-item.ts';

export interface ItemConflict extends FieldConflict {
  item: string;
  /** The file in the item's directory. */
  file: string;
}

export interface MergedItem {
  files: ItemFiles;
  conflicts: ItemConflict[];
}

export interface ItemMergeOptions extends LineMergeOptions {
  contents: Contents;
}

/**
 * Merges an item that both sides have, and both changed: its log, then what follows from the log, then the rest file by
 * file. `base` is undefined where both made it.
 */
export function mergeItem(
  id: string,
  base: ItemFiles | undefined,
  ours: ItemFiles,
  theirs: ItemFiles,
  options: ItemMergeOptions,
): MergedItem {
  const { contents } = options;
  const unify = (files: ItemFiles): UnifiedItem => unifyItem(id, files, options, base);
  const [b, o, t] = [base ? unifyItem(id, base, options) : null, unify(ours), unify(theirs)];
  const conflicts: ItemConflict[] = [...o.conflicts, ...t.conflicts];
  const files = new Map<string, TreeFile>();
  const modeOf = (name: string): string =>
    isSameFile(o.files.get(name), b?.files.get(name))
      ? ((t.files.get(name) ?? o.files.get(name))?.mode ?? '100644')
      : ((o.files.get(name) ?? t.files.get(name))?.mode ?? '100644');
  const put = (name: string, text: string, encoding: 'utf8' | 'latin1'): void => {
    files.set(name, { mode: modeOf(name), oid: contents.add(Buffer.from(text, encoding)) });
  };
  const textsOf = (name: string) =>
    readTexts([b, o, t].map((side) => side?.files.get(name)).map((file) => file && contents.get(file.oid)));

  const threads = textsOf('thread.md');
  const [wasThread, ourThread, theirThread] = threads.texts;
  const hasThread = ourThread !== null || theirThread !== null;
  const thread = mergeThreads(wasThread ?? '', ourThread ?? '', theirThread ?? '', { ...options, itemId: id });
  if (hasThread) put('thread.md', thread.text, threads.encoding);
  if (thread.conflict) conflicts.push({ item: id, file: 'thread.md', field: 'thread', ours: null, theirs: null });

  const log = readLog(thread.text, id).entries;
  const logOf = (text: string | null | undefined) => readLog(text ?? '', id).entries;
  const sides = {
    base: b && { status: b.status, log: logOf(wasThread) },
    ours: { status: o.status, log: logOf(ourThread) },
    theirs: { status: t.status, log: logOf(theirThread) },
  };
  const status = thread.conflict ? null : mergeStatus({ ...sides, log, prefer: options.prefer });
  const at = log.map(({ event }) => event.at ?? '').findLast((time) => parseTimestamp(time) !== null);

  const items = textsOf('item.md');
  const [wasItem, ourItem, theirItem] = items.texts;
  if (ourItem !== null && theirItem !== null) {
    const merged = mergeItemTexts(wasItem ?? null, ourItem ?? '', theirItem ?? '', {
      ...options,
      status: status ?? undefined,
      lastEventAt: at,
    });
    put('item.md', merged.text, items.encoding);
    conflicts.push(...merged.conflicts.map((conflict) => ({ item: id, file: 'item.md', ...conflict })));
  } else {
    // Of an item.md that one side took away nothing is lost.
    const file = o.files.get('item.md') ?? t.files.get('item.md');
    if (file) files.set('item.md', file);
  }
  const finalStatus: Status = status ?? o.status;
  const resolution = mergeResolutions(finalStatus, log, { base: b, ours: o, theirs: t }, options);
  if (resolution) {
    files.set('resolution.md', resolution.file);
    if (resolution.conflict) conflicts.push({ item: id, file: 'resolution.md', ...resolution.conflict });
  }
  const others = new Set([o, t].flatMap((side) => [...side.files.keys()]));
  for (const name of ['thread.md', 'item.md', 'resolution.md', 'digest.json']) others.delete(name);
  // Of two seals neither is right: whoever merges the tree makes a new one of the merged log.
  const seal = o.files.get('digest.json') ?? t.files.get('digest.json');
  if (seal) files.set('digest.json', seal);
  for (const name of [...others].sort()) {
    const merged = mergeFile(b?.files.get(name), o.files.get(name), t.files.get(name), options);
    if (merged.file) files.set(name, merged.file);
    if (merged.conflict) conflicts.push({ item: id, file: name, field: name, ours: null, theirs: null });
  }
  return { files: placed(files, finalStatus), conflicts };
}

/** Files by name as they stand in a status directory. */
function placed(files: ReadonlyMap<string, TreeFile>, status: Status): ItemFiles {
  return new Map([...files].map(([name, file]) => [`${status}/${name}`, file]));
}

/**
 * Bytes as texts, null for a file that is not there. Where one of them is not valid UTF-8, all are read byte for byte as
 * Latin-1, and come back with the bytes that they had.
 */
export function readTexts(bytes: readonly (Uint8Array | undefined)[]): {
  texts: (string | null)[];
  encoding: 'utf8' | 'latin1';
} {
  const decoded = bytes.map((part) => (part ? decodeText(part) : null));
  if (decoded.every((part) => part === null || part.validUtf8)) {
    return { texts: decoded.map((part) => part?.text ?? null), encoding: 'utf8' };
  }
  return { texts: bytes.map((part) => (part ? Buffer.from(part).toString('latin1') : null)), encoding: 'latin1' };
}
