import { join } from 'node:path';
import { decodeText } from '../format/decode-text.ts';
import { parseItemFile } from '../format/item-file.ts';
import { slugOfItemId } from '../format/item-id.ts';
import { STATUSES, type Status } from '../format/status.ts';
import { EDITED_SLUGS } from '../store/edited-slugs.ts';
import { fileKind } from '../store/file-kind.ts';
import { fileSystemError } from '../store/file-system-error.ts';
import { itemPath } from '../store/item-path.ts';
import { readAllFiles } from '../store/read-all-files.ts';
import { readFile } from '../store/read-file.ts';
import { replaceFile } from '../store/replace-file.ts';
import { takenSlugs } from '../store/taken-slugs.ts';
import { withNewRoot } from '../store/with-new-root.ts';
import { type ImportedFiles, type ImportedItem, type ImportedTree, readExport } from '../tickets/read-export.ts';
import { TicketsError } from '../tickets/tickets-error.ts';
import { whileLocked } from './change-item.ts';
import { createItems } from './create-items.ts';
import { locateNewRoot } from './init.ts';
import { openWorkspace, type Workspace, type WorkspaceOptions } from './workspace.ts';

export interface ImportResult {
  root: string;
  dryRun: boolean;
  /** In the order of the export. `isNew` is false for one that is there already, byte for byte. */
  items: { id: string; status: Status; isNew: boolean }[];
  /** The files beside the items that were written, or would be. */
  files: string[];
}

/**
 * Brings an export into a tree, into a new one where there is none. Refused before anything is written where an item or a
 * file is there already with another content, or a slug is another item's.
 */
export function importTree(
  bytes: Uint8Array,
  name: string,
  { dryRun = false }: { dryRun?: boolean },
  context: WorkspaceOptions & { cwd: string; env: Record<string, string | undefined> },
): ImportResult {
  const { text, validUtf8 } = decodeText(bytes);
  if (!validUtf8) throw new TicketsError('not-imported', `${name} is not valid UTF-8`, 'nothing was written');
  const tree = readExport(text, name);
  const root = locateNewRoot(context);
  if (dryRun) return plan(root, tree, dryRun);
  plan(root, tree, dryRun);
  return withNewRoot(root, () => importLocked(openWorkspace({ ...context, root }), tree));
}

function importLocked(workspace: Workspace, tree: ImportedTree): ImportResult {
  const root = workspace.root.path;
  return whileLocked(workspace, () => {
    const result = plan(root, tree, false);
    const isNew = new Set(result.items.filter((item) => item.isNew).map(({ id }) => id));
    const items = tree.items.filter(({ id }) => isNew.has(id));
    createItems(
      root,
      items.map(({ id, status, files, executable }) => ({ item: { id, status }, files, executable })),
      workspace.onProgress,
    );
    try {
      for (const path of result.files) {
        replaceFile(root, join(root, path), tree.files[path] ?? '', { executable: tree.executable.includes(path) });
      }
    } catch (error) {
      throw fileSystemError(error, root, { done: 'the items are imported', hint: 'import the same document again' });
    }
    return result;
  });
}

/** What is new. Throws for what would overwrite something. */
function plan(root: string, tree: ImportedTree, dryRun: boolean): ImportResult {
  const refuse = (message: string, hint: string): never => {
    throw new TicketsError('not-imported', `${message}; nothing was written`, hint);
  };
  const items = tree.items.map(({ id, status, files }) => {
    const places = STATUSES.map((place) => ({ status: place, id })).filter(
      (place) => readAllFiles(itemPath(root, place), { recursive: true }).files.length > 0,
    );
    const same = places.some((place) => place.status === status && isSame(itemPath(root, place), files));
    if (places.length > 1 || (places.length === 1 && !same)) {
      refuse(`${places[0]?.status}/${id} is there already, and differs`, 'remove one of the two, or import elsewhere');
    }
    return { id, status, isNew: places.length === 0 };
  });
  const isNew = new Set(items.filter((item) => item.isNew).map(({ id }) => id));
  const taken = takenSlugs(root);
  for (const item of tree.items) {
    const holder = isNew.has(item.id) ? slugsOf(item).map((slug) => [slug, taken.get(slug)] as const) : [];
    const [slug, other] = holder.find(([, id]) => id !== undefined && id !== item.id) ?? [];
    if (slug !== undefined)
      refuse(`the slug '${slug}' of ${item.id} is taken by ${other}`, 'edit one of the two slugs');
  }
  const files = Object.entries(tree.files).flatMap(([path, content]) => {
    const target = join(root, path);
    if (fileKind(target) === 'missing') return [path];
    // That it is there is all that it says.
    if (path === EDITED_SLUGS) return [];
    const read = readFile(target);
    if (read.kind === 'read' && read.bytes.equals(Buffer.from(content))) return [];
    return refuse(`${path} is there already, and differs`, 'move it away, or import elsewhere');
  });
  return { root, dryRun, items, files };
}

function isSame(directory: string, files: ImportedFiles): boolean {
  const found = readAllFiles(directory, { recursive: true });
  // An earlier import has sealed it.
  const own = found.files.filter(({ path }) => path !== 'digest.json' || path in files);
  const names = Object.keys(files);
  return (
    found.problems.length === 0 &&
    own.length === names.length &&
    own.every(({ path, bytes }) => path in files && bytes.equals(Buffer.from(files[path] ?? '')))
  );
}

/** The slugs that an item will answer to. */
function slugsOf({ id, files }: ImportedItem): string[] {
  const content = files['item.md'];
  const text = typeof content === 'string' ? content : decodeText(content ?? new Uint8Array()).text;
  const own = slugOfItemId(id);
  return [...new Set([parseItemFile(text).fields.slug, own ?? ''])].filter((slug) => slug !== '');
}
