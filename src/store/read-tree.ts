import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { decodeText } from '../format/decode-text.ts';
import { STATUSES } from '../format/status.ts';
import { parseThread, type Thread } from '../format/thread.ts';
import type { ItemPlace } from '../tickets/change.ts';
import type { Tree, TreeItem } from '../tickets/tree.ts';
import { errorCode } from './error-code.ts';
import { fileKind } from './file-kind.ts';
import { itemPath } from './item-path.ts';
import { listPlaces, placesVersion } from './list-places.ts';
import type { Root } from './locate-root.ts';
import { type FileRead, readFile } from './read-file.ts';
import { readSummary } from './read-summary.ts';

const MOST_SCANS = 10;

/** Reads a whole tree for checking. Takes no lock: a scan during which an item moved is repeated. */
export function readTree(root: Root): Tree {
  for (let scan = 1; ; scan += 1) {
    const before = placesVersion(root.path);
    const tree = scanTree(root);
    if (placesVersion(root.path) === before || scan === MOST_SCANS) return tree;
  }
}

function scanTree({ path, project }: Root): Tree {
  const { places, problems } = listPlaces(path);
  return {
    items: places.flatMap((place) => readTreeItem(path, place) ?? []),
    missingStatuses: STATUSES.filter((status) => fileKind(join(path, status)) === 'missing'),
    problems,
    legacy: { todo: readLegacyTodo(project), tickets: listLegacyTickets(project) },
  };
}

function readTreeItem(root: string, place: ItemPlace): TreeItem | null {
  const read = readSummary(root, place);
  if (!read) return null;
  const threadFile = readFile(itemPath(root, place, 'thread.md'));
  return {
    summary: read.summary,
    file: read.file,
    thread: threadFile.kind === 'missing' ? null : readThread(threadFile, place.id),
    entries: {
      item: fileKind(itemPath(root, place, 'item.md')),
      thread: fileKind(itemPath(root, place, 'thread.md')),
      artifacts: fileKind(itemPath(root, place, 'artifacts')),
    },
  };
}

function readThread(read: Exclude<FileRead, { kind: 'missing' }>, id: string): Thread {
  if (read.kind === 'unreadable') {
    const problem = { code: 'layout/unreadable-file', message: `thread.md ${read.reason}` };
    return { preamble: '', events: [], problems: [problem] };
  }
  const { text, validUtf8 } = decodeText(read.bytes);
  const thread = parseThread(text, id);
  if (validUtf8) return thread;
  const problem = { code: 'text/invalid-utf8', message: 'thread.md is not valid UTF-8' };
  return { ...thread, problems: [problem, ...thread.problems] };
}

function readLegacyTodo(project: string): string | null {
  const read = readFile(join(project, 'TODO.md'));
  return read.kind === 'read' ? decodeText(read.bytes).text : null;
}

function listLegacyTickets(project: string): string[] {
  try {
    const names = readdirSync(join(project, 'tickets')).filter((name) => name.endsWith('.md'));
    return names.sort().map((name) => `tickets/${name}`);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EACCES'].includes(errorCode(error) ?? '')) return [];
    throw error;
  }
}
