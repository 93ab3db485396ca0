import { join } from 'node:path';
import { decodeText } from '../format/decode-text.ts';
import { parseItemFile } from '../format/item-file.ts';
import { isItemId } from '../format/item-id.ts';
import { STATUSES } from '../format/status.ts';
import { parseThread } from '../format/thread.ts';
import { itemPath } from '../store/item-path.ts';
import { listPlaces } from '../store/list-places.ts';
import { type FoundFile, readAllFiles } from '../store/read-all-files.ts';
import type { ItemPlace } from '../tickets/change.ts';
import type { ExportedFile, ExportedItem, ExportedTree } from '../tickets/exported-tree.ts';
import { isSafePath } from '../tickets/safe-path.ts';
import { whileLocked } from './change-item.ts';
import { eventJson } from './json-shapes.ts';
import type { Workspace } from './workspace.ts';

/** All items of a tree, with every byte of their files. Takes the lock, so that it is one state. */
export function exportTree(workspace: Workspace): ExportedTree {
  return whileLocked(workspace, () => {
    const root = workspace.root.path;
    const problems: ExportedTree['problems'] = [];
    const items: ExportedItem[] = [];
    const { places, problems: unread } = listPlaces(root);
    problems.push(...unread.map(({ path, message }) => ({ path, reason: message })));
    for (const place of places) {
      const path = `${place.status}/${place.id}`;
      const found = readAllFiles(itemPath(root, place), { recursive: true });
      problems.push(...found.problems.map((problem) => ({ ...problem, path: `${path}/${problem.path}` })));
      // A directory that holds nothing but directories is what a branch switch leaves.
      if (found.files.length === 0) continue;
      if (!isItemId(place.id)) problems.push({ path, reason: 'is not named by an id' });
      for (const file of found.files) {
        if (!isSafePath(file.path))
          problems.push({ path: `${path}/${file.path}`, reason: 'has a name that is not portable' });
      }
      items.push(exportItem(place, found.files));
    }
    return { kind: 'tickets-export', items, files: filesBeside(root, problems), problems };
  });
}

function exportItem(place: ItemPlace, files: readonly FoundFile[]): ExportedItem {
  const textOf = (name: string): string | null => {
    const file = files.find(({ path }) => path === name);
    return file ? decodeText(file.bytes).text : null;
  };
  const { fields, extra, body } = parseItemFile(textOf('item.md') ?? '');
  const { events } = parseThread(textOf('thread.md') ?? '', place.id);
  return {
    id: place.id,
    status: place.status,
    fields,
    extra,
    body,
    events: events.map(eventJson),
    resolution: textOf('resolution.md'),
    files: files.map(exportFile),
  };
}

/** The text of valid UTF-8, which gives the same bytes again; base64 of anything else. */
function exportFile({ path, bytes, executable }: FoundFile): ExportedFile {
  const { text, validUtf8 } = decodeText(bytes);
  const head = { path, ...(executable && { executable: true as const }) };
  return validUtf8 ? { ...head, text } : { ...head, base64: bytes.toString('base64') };
}

/** `README.md`, `.gitkeep` and the like; locks and drafts are of this machine. */
function filesBeside(root: string, problems: ExportedTree['problems']): ExportedFile[] {
  return ['', ...STATUSES].flatMap((directory) => {
    const found = readAllFiles(join(root, directory), { recursive: false });
    const pathOf = (name: string): string => (directory === '' ? name : `${directory}/${name}`);
    const isOwn = (path: string): boolean => directory === '' && path.startsWith('.lock');
    // A link in a status directory is told of where the items are listed.
    const unread = found.problems.filter(({ path }) => directory === '' && !isOwn(path));
    problems.push(...unread.map(({ path, reason }) => ({ path: pathOf(path), reason })));
    const files = found.files.filter(({ path }) => !isOwn(path));
    return files.map((file) => exportFile({ ...file, path: pathOf(file.path) }));
  });
}
