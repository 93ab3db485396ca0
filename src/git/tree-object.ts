import { TicketsError } from '../tickets/tickets-error.ts';
import type { EntryKind } from '../tickets/tree.ts';

/** One name in a directory, as git keeps it. */
export interface TreeObjectEntry {
  name: string;
  /** A submodule is `other`: git has no other kinds. */
  kind: EntryKind;
  /** The name of its content. */
  id: string;
}

const SPACE = 0x20;
const KINDS: Record<string, EntryKind> = { '40000': 'directory', '120000': 'symlink', '160000': 'other' };

/** What a mode of git stands for. */
export function entryKind(mode: string): EntryKind {
  return KINDS[mode] ?? 'file';
}

/** A tree object. `idBytes`: how long a name is, 20 for SHA-1, 32 for SHA-256. */
export interface RawTree {
  bytes: Buffer;
  idBytes: number;
}

/** Reads a tree object: `<mode> <name>NUL<id>`, again and again. */
export function parseTree(tree: RawTree): TreeObjectEntry[] {
  const entries: TreeObjectEntry[] = [];
  for (let at = 0; at < tree.bytes.length; ) {
    const end = tree.bytes.indexOf(0, at);
    entries.push(readEntry(tree, at, end));
    at = end + 1 + tree.idBytes;
  }
  return entries;
}

/**
 * The entries of some names, without those of the thousands of others: a name is read only where a few of its bytes are as
 * those of one that is wanted.
 */
export function findEntries(tree: RawTree, names: ReadonlySet<string>): TreeObjectEntry[] {
  const { bytes, idBytes } = tree;
  const wanted = new Set<number>();
  for (const name of names) {
    const own = Buffer.from(name);
    wanted.add(sample(own, 0, own.length));
  }
  const entries: TreeObjectEntry[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(0, at);
    if (end < 0) throw brokenOff();
    // `40000 ` is the one mode that has five digits.
    if (wanted.has(sample(bytes, at + (bytes[at] === FOUR ? 6 : 7), end))) {
      const entry = readEntry(tree, at, end);
      if (names.has(entry.name)) entries.push(entry);
    }
    at = end + 1 + idBytes;
  }
  return entries;
}

/** The length of a name and the bytes in which ids differ most, the time of day, in one number. */
function sample(bytes: Uint8Array, start: number, end: number): number {
  let hash = end - start;
  for (let at = start + 9; at < start + 15 && at < end; at += 1) hash = (Math.imul(hash, 31) + (bytes[at] ?? 0)) | 0;
  return hash;
}

/** Whether a tree object has a directory in it: its mode alone begins with a 4. */
export function holdsDirectory({ bytes, idBytes }: RawTree): boolean {
  for (let at = 0; at < bytes.length; ) {
    if (bytes[at] === FOUR) return true;
    const end = bytes.indexOf(0, at);
    if (end < 0) throw brokenOff();
    at = end + 1 + idBytes;
  }
  return false;
}

const FOUR = 0x34;

/** The entry from one place to the end of its name. */
function readEntry({ bytes, idBytes }: RawTree, at: number, end: number): TreeObjectEntry {
  const space = bytes.indexOf(SPACE, at);
  if (end < 0 || space < 0 || space > end || end + idBytes >= bytes.length) throw brokenOff();
  return {
    name: bytes.toString('utf8', space + 1, end),
    kind: entryKind(bytes.toString('latin1', at, space)),
    id: bytes.toString('hex', end + 1, end + 1 + idBytes),
  };
}

function brokenOff(): TicketsError {
  return new TicketsError('git', 'a tree breaks off');
}
