import { STATUSES, type Status } from '../../format/status.ts';
import { statusAfter } from '../status-after.ts';
import { readLog } from './log-entries.ts';
import { type ItemConflict, type ItemMergeOptions, readTexts } from './merge-item.ts';
import { mergeItemTexts } from './merge-item-text.ts';
import { mergeThreads } from './merge-threads.ts';
import { type ItemFiles, isSameFile, type TreeFile } from './tree-state.ts';

/** An item in one status directory: its files by their names. */
export interface UnifiedItem {
  status: Status;
  files: ReadonlyMap<string, TreeFile>;
  conflicts: ItemConflict[];
}

type Copy = Map<string, TreeFile>;

/**
 * One item of what may stand in several status directories, as a merge without this program leaves it: an artifact behind in
 * `open/`, or the whole item twice. Of a file that two copies have, one that is as in the base says nothing new.
 */
export function unifyItem(id: string, files: ItemFiles, options: ItemMergeOptions, base?: ItemFiles): UnifiedItem {
  const copies = new Map<Status, Copy>();
  for (const [path, file] of files) {
    const slash = path.indexOf('/');
    const status = path.slice(0, slash) as Status;
    const copy = copies.get(status) ?? new Map<string, TreeFile>();
    copies.set(status, copy.set(path.slice(slash + 1), file));
  }
  const [status, copy] = mainCopy(id, copies, options);
  const conflicts: ItemConflict[] = [];
  const result = new Map(copy);
  for (const [otherStatus, other] of copies) {
    if (otherStatus === status) continue;
    const isOld = (name: string, file: TreeFile): boolean => isSameFile(file, base?.get(`${otherStatus}/${name}`));
    const fresh = [...other].filter(([name, file]) => !(result.has(name) && isOld(name, file)));
    addCopy({ id, status, files: result, conflicts }, new Map(fresh), otherStatus, options);
  }
  return { status, files: result, conflicts };
}

/** The copy that is an item; of several the one that the last event about the status speaks of. */
function mainCopy(id: string, copies: ReadonlyMap<Status, Copy>, { contents }: ItemMergeOptions): [Status, Copy] {
  const whole = STATUSES.filter((status) => copies.get(status)?.has('item.md'));
  const candidates = whole.length > 0 ? whole : STATUSES.filter((status) => copies.has(status));
  let best = candidates.at(-1) ?? 'open';
  let time = '';
  for (const status of candidates.length > 1 ? candidates : []) {
    const thread = copies.get(status)?.get('thread.md');
    const { texts } = readTexts([thread && contents.get(thread.oid)]);
    const last = readLog(texts[0] ?? '', id).entries.findLast(({ event }) => statusAfter(event) !== null)?.event;
    if (last && statusAfter(last) === status && (last.at ?? '') >= time) [best, time] = [status, last.at ?? ''];
  }
  return [best, copies.get(best) ?? new Map()];
}

function addCopy(
  { id, status, files: result, conflicts }: UnifiedItem & { id: string; files: Copy },
  other: Copy,
  otherStatus: Status,
  options: ItemMergeOptions,
): void {
  const { contents } = options;
  for (const [name, file] of other) {
    const mine = result.get(name);
    if (!mine || mine.oid === file.oid) {
      result.set(name, mine ?? file);
      continue;
    }
    if (name !== 'thread.md' && name !== 'item.md') {
      // The resolution of a copy that is not the item is in its log.
      if (name !== 'resolution.md') result.set(`${name}~${otherStatus}`, file);
      continue;
    }
    const { texts, encoding } = readTexts([contents.get(mine.oid), contents.get(file.oid)]);
    const [ours = '', theirs = ''] = texts as string[];
    if (name === 'thread.md') {
      const merged = mergeThreads('', ours, theirs, { ...options, itemId: id });
      result.set(name, { mode: mine.mode, oid: contents.add(Buffer.from(merged.text, encoding)) });
      if (merged.conflict) conflicts.push({ item: id, file: name, field: 'thread', ours: null, theirs: null });
    } else {
      const merged = mergeItemTexts(null, ours, theirs, { ...options, status });
      result.set(name, { mode: mine.mode, oid: contents.add(Buffer.from(merged.text, encoding)) });
      conflicts.push(...merged.conflicts.map((conflict) => ({ item: id, file: name, ...conflict })));
    }
  }
}
