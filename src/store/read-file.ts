import { closeSync, constants, fstatSync, openSync, readFileSync, readSync, type Stats } from 'node:fs';
import { type DecodedText, decodeText } from '../format/decode-text.ts';
import { errorCode } from './error-code.ts';

/** Larger files are not work items, and would not fit into one string. */
const LARGEST_FILE = 256 * 1024 * 1024;

/** Nearly all files of a tree fit into it: read over and over again, it spares a buffer and a system call for each. */
const SCRATCH = Buffer.allocUnsafeSlow(64 * 1024);

export type NoFile = { kind: 'missing' } | { kind: 'unreadable'; reason: string };

/** The bytes of a regular file, and whether its owner may run it; or why there are none. */
export type FileRead = { kind: 'read'; bytes: Buffer; executable: boolean } | NoFile;

/** The text of a regular file, or why there is none. */
export type TextRead = ({ kind: 'read' } & DecodedText) | NoFile;

/**
 * Reads a regular file without following a symbolic link at the end of its path. Opened without blocking, so
 * that a FIFO under a file's name hangs nobody. Never throws for what stands on the disk.
 */
export function readFile(path: string): FileRead {
  return openFile(path, (file, { mode }) => ({
    kind: 'read',
    bytes: readFileSync(file),
    executable: (mode & constants.S_IXUSR) !== 0,
  }));
}

/** Reads a regular file as text, as `readFile` does. */
export function readText(path: string): TextRead {
  return openFile(path, (file, { size }) => {
    const bytes = size > 0 && size <= SCRATCH.length ? readScratch(file, size) : readFileSync(file);
    return { kind: 'read', ...decodeText(bytes) };
  });
}

function openFile<Read>(path: string, read: (file: number, stat: Stats) => Read): Read | NoFile {
  let file: number;
  try {
    file = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    return whyNot(error);
  }
  try {
    const stat = fstatSync(file);
    if (!stat.isFile()) return { kind: 'unreadable', reason: 'is no regular file' };
    if (stat.size > LARGEST_FILE) return { kind: 'unreadable', reason: 'is larger than 256 MiB' };
    return read(file, stat);
  } catch (error) {
    return whyNot(error);
  } finally {
    closeSync(file);
  }
}

/** The first `size` bytes of a file, good until the next call. */
function readScratch(file: number, size: number): Uint8Array {
  let length = 0;
  while (length < size) {
    const count = readSync(file, SCRATCH, length, size - length, null);
    // It has become shorter since its size was asked.
    if (count === 0) break;
    length += count;
  }
  return SCRATCH.subarray(0, length);
}

function whyNot(error: unknown): NoFile {
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
