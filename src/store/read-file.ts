import { disk, OPEN } from './disk.ts';
import { errorCode } from './error-code.ts';

/** Larger files are not work items, and would not fit into one string. */
export const LARGEST_FILE = 256 * 1024 * 1024;
export const TOO_LARGE = 'is larger than 256 MiB';

/** The bytes of a regular file, or why there are none. */
export type FileRead =
  | { kind: 'read'; bytes: Buffer /** Last written, in milliseconds since 1970. */; modified: number }
  | { kind: 'missing' }
  | { kind: 'unreadable'; reason: string };

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
    if (stat.size > LARGEST_FILE) return { kind: 'unreadable', reason: TOO_LARGE };
    return { kind: 'read', bytes: disk.readAll(file), modified: stat.mtimeMs };
  } catch (error) {
    return whyNot(error);
  } finally {
    disk.close(file);
  }
}

function whyNot(error: unknown): FileRead {
  return errorCode(error) === 'ENOENT' ? { kind: 'missing' } : { kind: 'unreadable', reason: whyUnreadable(error) };
}

/** Why a file cannot be read, for behind its name. Throws what is no error of the system. */
export function whyUnreadable(error: unknown): string {
  const code = errorCode(error);
  switch (code) {
    case undefined:
      throw error;
    case 'ELOOP':
      return 'is a symbolic link';
    case 'EACCES':
    case 'EPERM':
      return 'may not be read (permission denied)';
    case 'ENXIO':
    case 'EISDIR':
      return 'is no regular file';
    default:
      return `cannot be read (${code})`;
  }
}
