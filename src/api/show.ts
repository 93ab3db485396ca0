import type { ObjectReader } from '../git/object-reader.ts';
import { fileKind } from '../store/file-kind.ts';
import { itemPath } from '../store/item-path.ts';
import { pause } from '../store/pause.ts';
import { readDetail } from '../store/read-detail.ts';
import { readItemFile } from '../store/read-item-file.ts';
import { resolveRef } from '../store/resolve-ref.ts';
import { describeItem } from '../tickets/describe-item.ts';
import { findItem } from '../tickets/find-item.ts';
import type { ItemDetail } from '../tickets/item.ts';
import { TicketsError } from '../tickets/tickets-error.ts';
import type { ItemOfCommit } from './read-commit.ts';
import type { Workspace } from './workspace.ts';

/** How often a reader tries again when the item moved between being found and being read. */
const MOST_TRIES = 100;
/** How often a status that differs from the directory is looked at again. */
const ENOUGH_TRIES = 5;

const RAW_FILES = ['item.md', 'thread.md', 'resolution.md'];

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
  const reads = RAW_FILES.map((name) => readItemFile(root, place, name));
  return Buffer.concat(reads.flatMap((read) => (read.kind === 'read' ? [read.bytes] : [])));
}

/** Everything about one item, as a commit has it. */
export function showAt(workspace: Workspace, revision: string, ref: string): Promise<ItemDetail> {
  return withItemAt(workspace, revision, ref, async ({ read, entries }, reader) => {
    const { readFiles } = await import('./read-commit.ts');
    const [thread = MISSING] = await readFiles(reader, [entries], 'thread.md');
    const [resolution = MISSING] = await readFiles(reader, [entries], 'resolution.md');
    const directory = entries.find(({ name, kind }) => name === 'artifacts' && kind === 'directory');
    const artifacts = directory ? await pathsBelow(reader, directory.id) : [];
    const names = entries.map(({ name }) => name);
    return describeItem(read, { thread, resolution, names, artifacts, problems: [] });
  });
}

/** The files of one item as a commit has them. */
export function showRawAt(workspace: Workspace, revision: string, ref: string): Promise<Buffer> {
  return withItemAt(workspace, revision, ref, async ({ entries }, reader) => {
    const files = RAW_FILES.map((name) => entries.find((entry) => entry.name === name && entry.kind === 'file'));
    const ids = files.flatMap((file) => (file ? [file.id] : []));
    const blobs = await reader.blobs(ids);
    return Buffer.concat(ids.map((id) => blobs.get(id) ?? Buffer.alloc(0)));
  });
}

const MISSING = { kind: 'missing' } as const;

async function withItemAt<T>(
  workspace: Workspace,
  revision: string,
  ref: string,
  step: (item: ItemOfCommit, reader: ObjectReader) => Promise<T>,
): Promise<T> {
  const { withCommit } = await import('./read-commit.ts');
  return withCommit(workspace, revision, ({ repository, items }) => {
    const { id, status } = findItem(
      items.map(({ read }) => read.summary),
      ref,
    );
    const item = items.find(({ place }) => place.id === id && place.status === status) as ItemOfCommit;
    return step(item, repository.reader);
  });
}

/** The paths of all files below a tree, in order. */
async function pathsBelow(reader: ObjectReader, tree: string): Promise<string[]> {
  const entries = (await reader.trees([tree])).get(tree) ?? [];
  const paths: string[] = [];
  for (const { name, kind, id } of entries) {
    if (kind !== 'directory') paths.push(name);
    else for (const path of await pathsBelow(reader, id)) paths.push(`${name}/${path}`);
  }
  return paths.sort();
}
