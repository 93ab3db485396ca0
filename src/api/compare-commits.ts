import { beginsWithId } from '../doctor/committed-log.ts';
import { isStatus, type Status } from '../format/status.ts';
import type { ChangedFile, FileOfTree } from '../git/changes-between.ts';
import type { CommittedPlace } from '../git/committed-tree.ts';
import type { ObjectReader } from '../git/object-reader.ts';
import type { CommittedItem, LogComparison } from '../tickets/log-comparison.ts';
import { TicketsError } from '../tickets/tickets-error.ts';
import type { EntryKind } from '../tickets/tree.ts';

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

/** Where the commits have items of these ids, whether they have changed or not. */
export interface PlacesOfIds {
  earlier: (ids: ReadonlySet<string>) => Promise<CommittedPlace[]>;
  later: (ids: ReadonlySet<string>) => Promise<CommittedPlace[]>;
}

/**
 * What two commits have otherwise, for a comparison of their logs. Of what is the same in both nothing is read, unless an
 * item is new, moved or gone: then it is asked what else they have under its name. Throws a TicketsError `git` for a
 * directory in which a name stands twice: no two readers of it would see the same.
 */
export async function compareCommits(
  reader: ObjectReader,
  changes: readonly TreeChanges[],
  placesOf: PlacesOfIds,
): Promise<Omit<LogComparison, 'against'>> {
  const sides = changes.map(({ files, prefix }) => sortFiles(files, prefix));
  const base = sides.flatMap(({ was }) => [...was.values()]).filter(hasOwnFile);
  const ids = new Set(base.map(({ id }) => id));
  // What another root has is new in it only if the item was there.
  const head = sides[0]?.is ?? new Map<string, ChangedItem>();
  for (const { is } of sides.slice(1)) {
    for (const [path, item] of is) if (ids.has(item.id)) head.set(path, item);
  }
  const found = await otherPlaces(reader, base, head, placesOf);
  const all = [...head.values()].filter(hasOwnFile);
  const texts = await readTexts(reader, base, all);
  return {
    base: base.map((item) => texts(item)),
    head: [...all.map((item) => texts(item)), ...found],
    odd: sides.flatMap(({ odd }) => odd),
  };
}

/** What has changed, by the paths of items before and after; deeper files, which are artifacts, are left out. */
interface Sides {
  was: Map<string, ChangedItem>;
  is: Map<string, ChangedItem>;
  odd: { path: string; kind: EntryKind }[];
}

function sortFiles(files: readonly ChangedFile[], prefix: string): Sides {
  const sides: Sides = { was: new Map(), is: new Map(), odd: [] };
  for (const { path, was, is } of files) {
    // By hand: there may be thousands, and to split them takes as long as all that is done with them.
    const first = path.indexOf('/');
    const second = first < 0 ? -1 : path.indexOf('/', first + 1);
    const isDeeper = second >= 0 && path.indexOf('/', second + 1) >= 0;
    const status = first < 0 ? path : path.slice(0, first);
    if (!isStatus(status) || isDeeper || (first >= 0 && path.charCodeAt(first + 1) === DOT)) continue;
    if (second >= 0) {
      const directory = path.slice(0, second);
      if (was) addFile(sides.was, prefix + directory, { status, directory }, path.slice(second + 1), was);
      if (is) addFile(sides.is, directory, { status, directory }, path.slice(second + 1), is);
      // A file beside the items is none of them, and hides none.
    } else if (is && (first < 0 || is.kind !== 'file')) sides.odd.push({ path, kind: is.kind });
  }
  return sides;
}

const DOT = 46;

function addFile(
  items: Map<string, ChangedItem>,
  path: string,
  { status, directory }: { status: Status; directory: string },
  name: string,
  file: FileOfTree,
): void {
  const known = items.get(path);
  if (known?.files.has(name)) throw standsTwice(`${path}/${name}`);
  if (known) known.files.set(name, file);
  else items.set(path, { status, id: directory.slice(status.length + 1), path, files: new Map([[name, file]]) });
}

function hasOwnFile({ files }: ChangedItem): boolean {
  return files.has('item.md') || files.has('thread.md');
}

/**
 * Where else the later commit has the items that are new somewhere or seem to be gone: a place that has not changed, or of
 * which a file was removed.
 */
async function otherPlaces(
  reader: ObjectReader,
  base: readonly ChangedItem[],
  head: ReadonlyMap<string, ChangedItem>,
  placesOf: PlacesOfIds,
): Promise<CommittedItem[]> {
  const before = new Set(base.map(({ path }) => path));
  const still = new Set([...head.values()].map(({ id }) => id));
  const added = [...head.values()].filter(({ path }) => !before.has(path));
  const asked = new Set([...added.map(({ id }) => id), ...base.filter(({ id }) => !still.has(id)).map(({ id }) => id)]);
  if (asked.size === 0) return [];
  const places = await placesOf.later(asked);
  const byPath = new Map(places.map((place) => [`${place.status}/${place.id}`, place.tree]));
  if (byPath.size < places.length)
    throw standsTwice(places.find(({ tree }) => ![...byPath.values()].includes(tree))?.id);
  await refuseDoubles(reader, added, byPath, await placesOf.earlier(asked));
  const others = places.filter(({ status, id }) => !head.has(`${status}/${id}`));
  const trees = await reader.trees(others.map(({ tree }) => tree));
  return others.flatMap(({ status, id, tree }): CommittedItem[] => {
    const entries = new Map((trees.get(tree) ?? []).map(({ name, kind }) => [name, kind]));
    if (!entries.has('item.md') && !entries.has('thread.md')) return [];
    return [{ status, id, path: `${status}/${id}`, entries, item: null, thread: null }];
  });
}

/**
 * Throws where an item that seems to be new was there, with a file of the same name: git tells of a second entry behind one
 * that has not changed as of a new file.
 */
async function refuseDoubles(
  reader: ObjectReader,
  added: readonly ChangedItem[],
  now: ReadonlyMap<string, string>,
  earlier: readonly CommittedPlace[],
): Promise<void> {
  const was = new Set(earlier.map(({ status, id }) => `${status}/${id}`));
  const doubtful = added.filter(({ path }) => was.has(path));
  const trees = await reader.trees(doubtful.flatMap(({ path }) => now.get(path) ?? []));
  for (const { path } of doubtful) {
    const names = (trees.get(now.get(path) ?? '') ?? []).map(({ name }) => name);
    const double = names.find((name, index) => names.indexOf(name) !== index);
    if (double !== undefined) throw standsTwice(`${path}/${double}`);
  }
}

function standsTwice(path = 'an item'): TicketsError {
  return new TicketsError('git', `${path} stands twice in its directory`, '`git fsck` tells what is damaged');
}

/**
 * Reads logs, and item.md for the id that it has, where they are not the same as before. Of most items no item.md of the
 * earlier commit is needed: the later one begins with the id that it should have.
 */
async function readTexts(
  reader: ObjectReader,
  base: readonly ChangedItem[],
  head: readonly ChangedItem[],
): Promise<(item: ChangedItem) => CommittedItem> {
  const same = unchangedFiles(base, head);
  const blobOf = ({ files }: ChangedItem, name: Name): string | null => {
    const file = files.get(name);
    return file?.kind === 'file' && !same.has(file) ? file.id : null;
  };
  const read = (items: readonly ChangedItem[], name: Name) =>
    items.flatMap((item) => {
      const blob = blobOf(item, name);
      return blob === null ? [] : [blob];
    });
  const known = new Set(base.map(({ id }) => id));
  const still = new Set(head.map(({ id }) => id));
  // Only one that is gone can be a new one now.
  const isGone = base.some(({ id }) => !still.has(id));
  const named = isGone ? head : head.filter(({ id }) => known.has(id));
  const heads = await reader.blobs([...read(base, 'thread.md'), ...read(head, 'thread.md'), ...read(named, 'item.md')]);
  const doubtful = new Set(
    named
      .filter((item) => !beginsWithId({ id: item.id, item: heads.get(blobOf(item, 'item.md') ?? '') ?? null }))
      .map(({ id }) => id),
  );
  const blobs = await reader.blobs(
    read(
      base.filter(({ id }) => doubtful.has(id)),
      'item.md',
    ),
  );
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

/** The files of items that moved which are the same where they are now. */
function unchangedFiles(base: readonly ChangedItem[], head: readonly ChangedItem[]): Set<FileOfTree> {
  const byId = new Map<string, ChangedItem[]>();
  for (const item of base) byId.set(item.id, [...(byId.get(item.id) ?? []), item]);
  const same = new Set<FileOfTree>();
  for (const { id, path, files } of head) {
    for (const other of byId.get(id) ?? []) {
      if (other.path === path) continue;
      for (const name of NAMES) {
        const [was, is] = [other.files.get(name), files.get(name)];
        if (was && is && was.kind === is.kind && was.id === is.id) same.add(was).add(is);
      }
    }
  }
  return same;
}
