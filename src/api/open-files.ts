import {
  entryNamed,
  type ItemFiles,
  isMarked,
  nameInItem,
  type TreeFile,
  type TreeState,
} from '../tickets/merge/tree-state.ts';
import type { MergeSources } from './merge-sources.ts';
import { itemOf } from './plan-settling.ts';
import type { ResolveConflict } from './resolve.ts';

/** The files that the format itself knows: what is in them is settled by what it means. */
const OWN = /^(?:item\.md|thread\.md|resolution\.md|digest\.json)$/;

/**
 * The files of items that git has in conflict, that are none of the format's own, and that nobody has settled: they have the
 * lines of a conflict in them, or are as one side has them where both changed them. Until somebody stages them, they stay so.
 */
export function openFiles(items: TreeState, sources: MergeSources): ResolveConflict[] {
  const found = new Map<string, ResolveConflict>();
  for (const { item, file } of unmergedFiles(sources)) {
    const [path, now] = entryNamed(items.get(item), file) ?? [];
    if (path === undefined || now === undefined || !isOpen(now, item, file, sources)) continue;
    const place = path.replace('/', `/${item}/`);
    found.set(place, { item, file, field: file, ours: null, theirs: null, path: place });
  }
  return [...found.values()];
}

/**
 * Leaves such files as they are on the disk. Where only the index tells of a conflict, it may be one that `resolve` has left
 * after a merge that went through: then HEAD has both sides of it, and tells of none.
 */
export function keepOpenFiles(items: Map<string, ItemFiles>, sources: MergeSources): void {
  for (const { item, file } of unmergedFiles(sources)) {
    const [, now] = entryNamed(sources.current.get(item), file) ?? [];
    const files = items.get(item);
    if (!now || !files || !isOpen(now, item, file, sources)) continue;
    const [place = ''] = entryNamed(files, 'item.md') ?? [];
    const others = [...files].filter(([path]) => nameInItem(path) !== file);
    items.set(item, new Map([...others, [place.replace('item.md', file), now]]));
  }
}

function unmergedFiles(sources: MergeSources): { item: string; file: string }[] {
  return [...sources.unmerged].flatMap((unmerged) => {
    const inRoot = sources.inRoot(unmerged);
    const item = itemOf(inRoot);
    const file = inRoot?.split('/').slice(2).join('/') ?? '';
    return item === null || OWN.test(file) ? [] : [{ item, file }];
  });
}

function isOpen(now: TreeFile, item: string, file: string, sources: MergeSources): boolean {
  if (isMarked(now, sources.contents)) return true;
  const at = (stage: number): string[] =>
    sources.index
      .filter((entry) => entry.stage === stage && sources.inRoot(entry.path)?.endsWith(`/${item}/${file}`))
      .map(({ oid }) => oid);
  const [base, ours, theirs] = [at(1), at(2), at(3)];
  const isChanged = (side: readonly string[]): boolean => side.some((oid) => !base.includes(oid));
  const isBoth = isChanged(ours) && isChanged(theirs) && !ours.some((oid) => theirs.includes(oid));
  return isBoth && [...ours, ...theirs].includes(now.oid);
}
