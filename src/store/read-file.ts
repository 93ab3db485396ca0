import { disk, OPEN } from './disk.ts';
import { errorCode } from './error-code.ts';

/** Larger files are not work items, and would not fit into one string. */
const LARGEST_FILE = 256 * 1024 * 1024;

/** The bytes of a regular file, or why there are none. */
export type FileRead = { kind: 'read'; bytes: Buffer } | { kind: 'missing' } | { kind: 'unreadable'; reason: string };

/**
 * Reads a regular file without following a symbolic link at the end of its path. Opened without blocking, so
 * that a FIFO under a file's name hangs nobody. Never throws for what stands on the disk.
 */
export function readFile(path: string): FileRead {
  let file: number;
  try {
    file = disk.open(path, OPEN.read);
  } catch (error) {
    return whyNot(error);
  }
  try {
    const stat = disk.fstat(file);
    if (!stat.isFile()) return { kind: 'unreadable', reason: 'is no regular file' };
    if (stat.size > LARGEST_FILE) return { kind: 'unreadable', reason: 'is larger than 256 MiB' };
    return { kind: 'read', bytes: disk.readAll(file) };
  } catch (error) {
    return whyNot(error);
  } finally {
    disk.close(file);
  }
}

function whyNot(error: unknown): FileRead {
  const code = errorCode(error);
  switch (code) {
    case undefined:
      throw error;
    case 'ENOENT':
      return { kind: 'missing' };
    case 'ELOOP':
      return { kind: 'unreadable', reason: 'is a symbolic link' };
    case 'EACCES':
    case 'EPERM':
      return { kind: 'unreadable', reason: 'may not be read (permission denied)' };
    case 'ENXIO':
    case 'EISDIR':
      return { kind: 'unreadable', reason: 'is no regular file' };
    default:
      return { kind: 'unreadable', reason: `cannot be read (${code})` };
  }
}
