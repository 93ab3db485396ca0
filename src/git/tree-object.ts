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

/** Reads a tree object: `<mode> <name>NUL<id>`, again and again. `wanted`: only the entries of these names. */
export function parseTree({ bytes, idBytes }: RawTree, wanted?: ReadonlySet<string>): TreeObjectEntry[] {
  const entries: TreeObjectEntry[] = [];
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(SPACE, at);
    const end = bytes.indexOf(0, space);
    if (space < 0 || end < 0 || end + idBytes >= bytes.length) throw new TicketsError('git', 'a tree breaks off');
    const name = bytes.toString('utf8', space + 1, end);
    if (!wanted || wanted.has(name)) {
      entries.push({
        name,
        kind: entryKind(bytes.toString('latin1', at, space)),
        id: bytes.toString('hex', end + 1, end + 1 + idBytes),
      });
    }
    at = end + 1 + idBytes;
  }
  return entries;
}

/** Whether a tree object has a directory in it: its mode alone begins with a 4. */
export function holdsDirectory({ bytes, idBytes }: RawTree): boolean {
  for (let at = 0; at < bytes.length; ) {
    if (bytes[at] === FOUR) return true;
    const end = bytes.indexOf(0, at);
    if (end < 0) throw new TicketsError('git', 'a tree breaks off');
    at = end + 1 + idBytes;
  }
  return false;
}

const FOUR = 0x34;
