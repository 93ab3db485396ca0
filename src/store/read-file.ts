import { type DecodedText, decodeText } from '../format/decode-text.ts';
import type { NoFile, TextRead } from '../tickets/text-read.ts';
import { type DiskStat, disk, OPEN } from './disk.ts';
import { errorCode } from './error-code.ts';

/** Larger files are not work items, and would not fit into one string. */
export const LARGEST_FILE = 256 * 1024 * 1024;
export const TOO_LARGE = 'is larger than 256 MiB';

/** Nearly all files of a tree fit into it: read over and over again, it spares a buffer and a system call for each. */
const SCRATCH = Buffer.allocUnsafeSlow(64 * 1024);

/** Views of its first so many bytes, by how many, where they are few: to make one for each file keeps the garbage collector busy. */
const VIEWS: (Buffer | undefined)[] = new Array(4096);

function firstBytes(count: number): Buffer {
  const known = VIEWS[count];
  if (known !== undefined) return known;
  const view = SCRATCH.subarray(0, count);
  if (count < VIEWS.length) VIEWS[count] = view;
  return view;
}

/** The bytes of a regular file, or why there are none. */
export type FileRead =
  | {
      kind: 'read';
      bytes: Buffer;
      /** Last written, in milliseconds since 1970. */
      modified: number;
      /** Whether its owner may run it. */
      executable: boolean;
    }
  | NoFile;

/**
 * Reads a regular file without following a symbolic link at the end of its path. Opened without blocking, so
 * that a FIFO under a file's name hangs nobody. Never throws for what stands on the disk.
 */
export function readFile(path: string): FileRead {
  return openFile(path, (file, { mtimeMs, mode }) => ({
    kind: 'read',
    bytes: disk.readAll(file),
    modified: mtimeMs,
    executable: (mode & 0o100) !== 0,
  }));
}

/** Reads a regular file as text, as `readFile` does. */
export function readText(path: string): TextRead {
  return openFile(path, (file, { size }) => {
    return asRead(decodeText((size > 0 ? readScratch(file, size) : null) ?? disk.readAll(file)));
  });
}

/** What a page of a file, in which a disk reads and fails, is a multiple of. */
const SECTOR = 512;

/**
 * The bytes of a regular file that is neither empty nor large, good until the next call; null for anything else, which
 * readFile and readText tell apart.
 */
export function readSmallFile(path: string): Buffer | null {
  const count = readSmallFileInto(path, SCRATCH, 0);
  return count < 0 ? null : firstBytes(count);
}

/**
 * Reads such a file to an offset of a buffer, and returns how many bytes it has; -1 for one that does not fit there, or is
 * any other. Takes three system calls: what has bytes at a position is a file, and a count that ends within a sector has met
 * the file's end.
 */
export function readSmallFileInto(path: string, buffer: Uint8Array, offset: number): number {
  let file: number;
  try {
    file = disk.open(path, OPEN.read);
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return -1;
  }
  const room = buffer.length - offset;
  try {
    const count = disk.read(file, buffer, offset, room, 0);
    return count % SECTOR === 0 || count === room ? -1 : count;
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return -1;
  } finally {
    disk.close(file);
  }
}

/** The text of a file; null where it cannot be read or is not valid UTF-8. */
export function readValidText(path: string): string | null {
  const read = readText(path);
  return read.kind === 'read' && read.validUtf8 ? read.text : null;
}

/** The same as `readText` for what a directory's listing names as a regular file: one question less for each of thousands. */
export function readListedText(path: string): TextRead {
  const bytes = readSmallFile(path);
  return bytes ? asRead(decodeText(bytes)) : readText(path);
}

// Field by field: a spread takes as long as the system calls.
function asRead({ text, validUtf8, isAscii }: DecodedText): TextRead {
  return { kind: 'read', text, validUtf8, isAscii };
}

function openFile<Read>(path: string, read: (file: number, stat: DiskStat) => Read): Read | NoFile {
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
    return read(file, stat);
  } catch (error) {
    return whyNot(error);
  } finally {
    disk.close(file);
  }
}

/** The bytes of a file up to `size` or its end, good until the next call; null for more than the buffer holds. */
function readScratch(file: number, size: number): Uint8Array | null {
  let length = 0;
  while (length < size) {
    if (length === SCRATCH.length) return null;
    const count = disk.read(file, SCRATCH, length, Math.min(size, SCRATCH.length) - length, length);
    if (count === 0) break;
    length += count;
  }
  return SCRATCH.subarray(0, length);
}

function whyNot(error: unknown): NoFile {
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
