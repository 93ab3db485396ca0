// By name: of all of it esbuild would make a copy at every start.
import {
  accessSync,
  closeSync,
  constants,
  type Dirent,
  fchmodSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readlinkSync,
  readSync,
  renameSync,
  rmdirSync,
  type Stats,
  statfsSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs';

/** What a stat tells, as far as anybody here asks. */
export type DiskStat = Pick<Stats, 'isFile' | 'isDirectory' | 'isSymbolicLink' | 'size' | 'mode' | 'nlink' | 'mtimeMs'>;

export type DiskEntry = Pick<Dirent, 'name' | 'isFile' | 'isDirectory' | 'isSymbolicLink'>;

/** The calls of the file system that this program makes: each does one thing, and there are no others. */
export interface Disk {
  open: (path: string, flags: number, mode?: number) => number;
  close: (file: number) => void;
  read: (file: number, buffer: Uint8Array, offset: number, length: number, position: number) => number;
  readAll: (file: number) => Buffer;
  write: (file: number, bytes: Uint8Array, offset: number, length: number) => number;
  fsync: (file: number) => void;
  truncate: (file: number, length: number) => void;
  chmod: (file: number, mode: number) => void;
  fstat: (file: number) => DiskStat;
  lstat: (path: string) => DiskStat;
  /** Undefined where nothing is: to throw an error takes longer than the system call. */
  lstatIfThere: (path: string) => DiskStat | undefined;
  stat: (path: string) => DiskStat;
  readdir: (path: string) => DiskEntry[];
  /** The names alone: an object for each of thousands takes longer than the system call. */
  readNames: (path: string) => string[];
  /** The type of the file system that a directory is on, as Linux numbers them; 0 where nothing is known. */
  fileSystem: (path: string) => number;
  readlink: (path: string) => string;
  access: (path: string, mode: number) => void;
  mkdir: (path: string) => void;
  rmdir: (path: string) => void;
  link: (from: string, to: string) => void;
  unlink: (path: string) => void;
  rename: (from: string, to: string) => void;
}

/**
 * The disk. Everything in this folder goes through this object, and a test puts another in its place: one that fails at
 * the n-th call, or one that forgets what was not synced.
 */
export const disk: Disk = {
  open: openSync,
  close: closeSync,
  read: readSync,
  readAll,
  write: writeSync,
  fsync: fsyncSync,
  truncate: ftruncateSync,
  chmod: fchmodSync,
  fstat: fstatSync,
  lstat: lstatSync,
  lstatIfThere: (path) => lstatSync(path, { throwIfNoEntry: false }),
  stat: statSync,
  readdir: (path) => readdirSync(path, { withFileTypes: true }),
  readNames: (path) => readdirSync(path),
  fileSystem: (path) => (process.platform === 'linux' ? statfsSync(path).type : 0),
  readlink: readlinkSync,
  access: accessSync,
  mkdir: (path) => {
    mkdirSync(path);
  },
  rmdir: rmdirSync,
  link: linkSync,
  unlink: unlinkSync,
  rename: renameSync,
};

/** What a file has from where it is read on. Node's own function for that takes a millisecond when it is first called. */
function readAll(file: number): Buffer {
  const { size } = fstatSync(file);
  // A file of the system has no size, and ends where there is nothing more.
  let bytes = Buffer.allocUnsafeSlow(size || UNKNOWN_SIZE);
  let length = 0;
  for (;;) {
    const count = readSync(file, bytes, length, bytes.length - length, null);
    length += count;
    if (count === 0 || length === size) return bytes.subarray(0, length);
    if (length === bytes.length) bytes = Buffer.concat([bytes, Buffer.allocUnsafeSlow(length)]);
  }
}

const UNKNOWN_SIZE = 4096;

const { O_RDONLY, O_WRONLY, O_CREAT, O_EXCL, O_APPEND, W_OK } = constants;
/** Not on every system: where they are missing, they are nothing. */
const { O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;

/** How files are opened. Links at the end of a path are never followed, and a FIFO hangs nobody. */
export const OPEN = {
  read: O_RDONLY | O_NOFOLLOW | O_NONBLOCK,
  directory: O_RDONLY,
  append: O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK,
  /** Of a file that is there, to cut it. */
  write: O_WRONLY | O_NOFOLLOW | O_NONBLOCK,
  new: O_WRONLY | O_CREAT | O_EXCL,
  /** Of somebody's scratch file. */
  overwrite: O_WRONLY | O_CREAT,
} as const;

export const MAY_WRITE = W_OK;
