import { join } from 'node:path';
import { decodeText } from '../format/decode-text.ts';
import type { LegacyEntry, LegacyFile, LegacySources } from '../tickets/migration/legacy.ts';
import { type DiskEntry, disk } from './disk.ts';
import { errorCode } from './error-code.ts';
import { fileKind } from './file-kind.ts';
import { readFile } from './read-file.ts';

export interface LegacyPlaces {
  /** Absolute: what the other two are relative to. */
  project: string;
  todoPath: string;
  ticketsPath: string;
  /** The root of the work items, absolute: nothing in it is legacy. */
  root: string;
}

/** Reads a legacy tracker: its TODO.md, and everything in its directory of tickets. Follows no symbolic links. */
export function readLegacyTracker({ project, todoPath, ticketsPath, root }: LegacyPlaces): LegacySources {
  const todo = readLegacyFile(project, todoPath);
  const entries: LegacyEntry[] = [];
  const walk = (path: string): void => {
    if (join(project, path) === root) return;
    const listed = listDirectory(join(project, path));
    if (typeof listed === 'string') entries.push({ path, kind: 'directory', unreadable: listed });
    else for (const entry of listed) add(`${path}/${entry.name}`, entry);
  };
  const add = (path: string, entry: DiskEntry): void => {
    const isDirectory = entry.isDirectory();
    const kind = entry.isFile() ? 'file' : isDirectory ? 'directory' : entry.isSymbolicLink() ? 'symlink' : 'other';
    const isTicket = kind === 'file' && path.endsWith('.md') && path.slice(ticketsPath.length + 1) === entry.name;
    entries.push({ path, kind, ...(isTicket && entry.name !== 'README.md' && contentOf(project, path)) });
    if (isDirectory) walk(path);
  };
  const kind = fileKind(join(project, ticketsPath));
  if (kind === 'directory') walk(ticketsPath);
  else if (kind === 'hidden') entries.push({ path: ticketsPath, kind: 'directory', unreadable: 'may not be read' });
  else if (kind !== 'missing') entries.push({ path: ticketsPath, kind });
  return {
    todoPath,
    todo: todo && ('file' in todo ? { file: todo.file } : { unreadable: todo.unreadable }),
    ticketsPath,
    entries: entries.sort((a, b) => (a.path < b.path ? -1 : 1)),
  };
}

function contentOf(project: string, path: string): Pick<LegacyEntry, 'file' | 'unreadable'> {
  return readLegacyFile(project, path) ?? { unreadable: 'is gone' };
}

function readLegacyFile(project: string, path: string): { file: LegacyFile } | { unreadable: string } | null {
  const read = readFile(join(project, path));
  if (read.kind === 'missing') return null;
  if (read.kind === 'unreadable') return { unreadable: read.reason };
  return { file: { path, bytes: read.bytes, ...decodeText(read.bytes) } };
}

/** The entries of a directory, none where it is missing; or why it cannot be listed. */
function listDirectory(path: string): DiskEntry[] | string {
  try {
    return disk.readdir(path);
  } catch (error) {
    const code = errorCode(error);
    if (code === undefined) throw error;
    return code === 'ENOENT' ? [] : `cannot be listed (${code})`;
  }
}
