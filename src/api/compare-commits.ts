import { isStatus, type Status } from '../format/status.ts';
import type { ChangedFile, FileOfTree } from '../git/changes-between.ts';
import type { CommittedTree } from '../git/committed-tree.ts';
import type { ObjectReader } from '../git/object-reader.ts';
import type { CommittedItem, LogComparison } from '../tickets/log-comparison.ts';

/** What is not the same in two commits, below a root of the earlier one and that of the later one. */
export interface TreeChanges {
  files: readonly ChangedFile[];
  /** In front of the paths of the earlier commit, where its root is another. */
  prefix: string;
}

/** A changed item, with the files directly in it that are not the same. */
interface ChangedItem {
  status: Status;
  id: string;
  path: string;
  files: Map<string, FileOfTree>;
}

/**
 * What two commits have otherwise, for a comparison of their logs. Of what is the same in both nothing is read, unless an
 * item is new, moved or gone: then `placesOf` is asked what else the later commit has under its name.
 */
export async function compareCommits(
  reader: ObjectReader,
  changes: readonly TreeChanges[],
  placesOf: () => Promise<CommittedTree>,
): Promise<Omit<LogComparison, 'against'>> {
  const base = changes.flatMap(({ files, prefix }) => [...itemsOf(files, 'was', prefix).values()]).filter(hasOwnFile);
  const ids = new Set(base.map(({ id }) => id));
  // What another root has is new in it only if the item was there.
  const head = itemsOf(changes[0]?.files ?? [], 'is', '');
  for (const { files } of changes.slice(1)) {
    for (const [path, item] of itemsOf(files, 'is', '')) if (ids.has(item.id)) head.set(path, item);
  }
  const found = await otherPlaces(reader, base, head, placesOf);
  const all = [...head.values()].filter(hasOwnFile);
  const texts = await readTexts(reader, base, all);
  return {
    base: base.map((item) => texts(item)),
    head: [...all.map((item) => texts(item)), ...found],
    odd: changes.flatMap(({ files }) => oddEntries(files)),
  };
}

/** The changed items of one side, by path; deeper files, which are artifacts, are left out. */
function itemsOf(files: readonly ChangedFile[], side: 'was' | 'is', prefix: string): Map<string, ChangedItem> {
  const items = new Map<string, ChangedItem>();
  for (const file of files) {
    const [status, id = '', name, ...deeper] = file.path.split('/');
    const entry = file[side];
    if (!isStatus(status) || name === undefined || deeper.length > 0 || id.startsWith('.') || !entry) continue;
    const path = `${prefix}${status}/${id}`;
    const item = items.get(path) ?? { status, id, path, files: new Map<string, FileOfTree>() };
    items.set(path, item);
    item.files.set(name, entry);
  }
  return items;
}

function hasOwnFile({ files }: ChangedItem): boolean {
  return files.has('item.md') || files.has('thread.md');
}

/** What stands in the place of a status directory or an item, and is no directory. */
function oddEntries(files: readonly ChangedFile[]): LogComparison['odd'] {
  return files.flatMap(({ path, is }) => {
    const [status, id, ...rest] = path.split('/');
    if (!is || !isStatus(status) || rest.length > 0 || id?.startsWith('.')) return [];
    // A file beside the items is none of them, and hides none.
    return id === undefined || is.kind !== 'file' ? [{ path, kind: is.kind }] : [];
  });
}

/**
 * Where else the later commit has the items that are new somewhere or seem to be gone: a place that has not changed, or of
 * which a file was removed.
 */
async function otherPlaces(
  reader: ObjectReader,
  base: readonly ChangedItem[],
  head: ReadonlyMap<string, ChangedItem>,
  placesOf: () => Promise<CommittedTree>,
): Promise<CommittedItem[]> {
  const before = new Set(base.map(({ path }) => path));
  const still = new Set([...head.values()].map(({ id }) => id));
  const asked = new Set([
    ...[...head.values()].filter(({ path }) => !before.has(path)).map(({ id }) => id),
    ...base.filter(({ id }) => !still.has(id)).map(({ id }) => id),
  ]);
  if (asked.size === 0) return [];
  const { places } = await placesOf();
  const others = places.filter(({ status, id }) => asked.has(id) && !head.has(`${status}/${id}`));
  const trees = await reader.trees(others.map(({ tree }) => tree));
  return others.flatMap(({ status, id, tree }): CommittedItem[] => {
    const entries = new Map((trees.get(tree) ?? []).map(({ name, kind }) => [name, kind]));
    if (!entries.has('item.md') && !entries.has('thread.md')) return [];
    return [{ status, id, path: `${status}/${id}`, entries, item: null, thread: null }];
  });
}

/** Reads item.md and thread.md where an item has another one than before. */
async function readTexts(
  reader: ObjectReader,
  base: readonly ChangedItem[],
  head: readonly ChangedItem[],
): Promise<(item: ChangedItem) => CommittedItem> {
  const sides = [base, head].map((items) => new Set(items.flatMap((item) => NAMES.map((name) => keyOf(item, name)))));
  const blobOf = (item: ChangedItem, name: Name): string | null => {
    const file = item.files.get(name);
    const isSame = sides.every((keys) => keys.has(keyOf(item, name)));
    return file?.kind === 'file' && !isSame ? file.id : null;
  };
  const wanted = [...base, ...head].flatMap((item) => NAMES.map((name) => blobOf(item, name)));
  const blobs = await reader.blobs(wanted.filter((id) => id !== null));
  const textOf = (item: ChangedItem, name: Name): Buffer | null => blobs.get(blobOf(item, name) ?? '') ?? null;
  return (item) => ({
    ...{ status: item.status, id: item.id, path: item.path },
    entries: new Map([...item.files].map(([name, { kind }]) => [name, kind])),
    item: textOf(item, 'item.md'),
    thread: textOf(item, 'thread.md'),
  });
}

const NAMES = ['item.md', 'thread.md'] as const;
type Name = (typeof NAMES)[number];

function keyOf({ id, files }: ChangedItem, name: Name): string {
  const { kind = '', id: blob = '' } = files.get(name) ?? {};
  return `${id}/${name} ${kind} ${blob}`;
}
