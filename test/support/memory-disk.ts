import * as fs from 'node:fs';
import { dirname } from 'node:path';
import type { Disk, DiskEntry, DiskStat } from '../../src/store/disk.ts';
import { errorCode } from '../../src/store/error-code.ts';

/** A file or directory: as programs see it, and as it would be found after a power cut. */
export interface Node {
  kind: 'file' | 'directory';
  mode: number;
  mtimeMs: number;
  /** How many names it has. */
  names: number;
  data: Buffer;
  /** The content that was synced; null for a file that never was. */
  synced: Buffer | null;
  /** Whether it cannot be renamed, as a directory in the image of a container. */
  isFixed: boolean;
  entries: Map<string, Node>;
  syncedEntries: Map<string, Node>;
}

/** A change of names, in one step: which directory, which name, what stands there then. */
interface NameChange {
  parts: { directory: Node; name: string; node: Node | null }[];
}

const { O_CREAT, O_EXCL, O_APPEND, O_TRUNC, O_WRONLY, O_RDWR } = fs.constants;

export function systemError(code: string, path = ''): Error {
  // Programs ask for what is not there all the time, and where they asked tells nobody anything.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return Object.assign(new Error(`${code}: ${path}`), { code, path });
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/**
 * A disk in memory, with what is not synced yet kept apart. Names become durable with an fsync of their directory, content
 * with an fsync of the file, and neither otherwise. /proc is the real one.
 */
export class MemoryDisk implements Disk {
  root: Node = newNode('directory');
  /** Changes of names that no fsync has made durable, in their order. */
  pending: NameChange[] = [];
  #clock = 1;
  #files = new Map<number, { node: Node; flags: number; position: number }>();
  #real = new Set<number>();
  #next = 1_000_000;

  open = (path: string, flags: number, mode = 0o666): number => {
    if (path.startsWith('/proc/')) {
      const file = fs.openSync(path, flags);
      this.#real.add(file);
      return file;
    }
    const [parent, name] = this.#parent(path);
    let node = parent.entries.get(name);
    if (!node) {
      if (!(flags & O_CREAT)) throw systemError('ENOENT', path);
      node = newNode('file', mode & 0o755);
      node.mtimeMs = this.#tick();
      this.#change([{ directory: parent, name, node }]);
    } else if (flags & O_EXCL) throw systemError('EEXIST', path);
    else if (node.kind === 'directory' && flags & (O_WRONLY | O_RDWR)) throw systemError('EISDIR', path);
    if (flags & O_TRUNC) node.data = Buffer.alloc(0);
    this.#next += 1;
    this.#files.set(this.#next, { node, flags, position: 0 });
    return this.#next;
  };

  close = (file: number): void => {
    if (this.#real.delete(file)) fs.closeSync(file);
    else if (!this.#files.delete(file)) throw systemError('EBADF');
  };

  read = (file: number, buffer: Uint8Array, offset: number, length: number, position: number): number =>
    this.#file(file).data.copy(buffer, offset, position, position + length);

  readAll = (file: number): Buffer => {
    if (this.#real.has(file)) return fs.readFileSync(file);
    return Buffer.from(this.#file(file).data);
  };

  write = (file: number, bytes: Uint8Array, offset: number, length: number): number => {
    const open = this.#open(file);
    const { node } = open;
    const at = open.flags & O_APPEND ? node.data.length : open.position;
    const part = bytes.subarray(offset, offset + length);
    node.data = Buffer.concat([node.data.subarray(0, at), part, node.data.subarray(at + length)]);
    open.position = at + length;
    node.mtimeMs = this.#tick();
    return length;
  };

  fsync = (file: number): void => {
    const { node } = this.#open(file);
    if (node.kind === 'file') {
      node.synced = node.data;
      return;
    }
    // With a change of a name go all earlier changes of the same name, or a directory would stand in two places.
    const forced = new Set<NameChange>();
    const names = new Map<Node, Set<string>>();
    for (const change of [...this.pending].reverse()) {
      const touches = change.parts.some(
        ({ directory, name }) => directory === node || names.get(directory)?.has(name) === true,
      );
      if (!touches) continue;
      forced.add(change);
      for (const { directory, name } of change.parts) {
        names.set(directory, (names.get(directory) ?? new Set()).add(name));
      }
    }
    for (const { parts } of forced.size > 0 ? this.pending.filter((change) => forced.has(change)) : []) {
      for (const part of parts) apply(part.directory.syncedEntries, part);
    }
    this.pending = this.pending.filter((change) => !forced.has(change));
  };

  truncate = (file: number, length: number): void => {
    const node = this.#file(file);
    node.data = Buffer.from(node.data.subarray(0, length));
    node.mtimeMs = this.#tick();
  };

  chmod = (file: number, mode: number): void => {
    this.#file(file).mode = mode;
  };

  fstat = (file: number): DiskStat => {
    if (this.#real.has(file)) return fs.fstatSync(file);
    return this.#stat(this.#file(file));
  };

  lstat = (path: string): DiskStat => this.#stat(this.#find(path));
  stat = (path: string): DiskStat => this.lstat(path);
  lstatIfThere = (path: string): DiskStat | undefined => {
    try {
      return this.lstat(path);
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return undefined;
      throw error;
    }
  };

  readdir = (path: string): DiskEntry[] => {
    const node = this.#find(path);
    if (node.kind !== 'directory') throw systemError('ENOTDIR', path);
    return [...node.entries].map(([name, child]) => new NodeEntry(name, child));
  };

  readNames = (path: string): string[] => this.readdir(path).map(({ name }) => name);

  fileSystem = (): number => 0;
  readlink = (path: string): string => fs.readlinkSync(path);

  access = (path: string): void => {
    this.#find(path);
  };

  mkdir = (path: string): void => {
    const [parent, name] = this.#parent(path);
    if (parent.entries.has(name)) throw systemError('EEXIST', path);
    const node = newNode('directory', 0o755);
    this.#change([{ directory: parent, name, node }]);
  };

  rmdir = (path: string): void => {
    const node = this.#find(path);
    if (node.kind !== 'directory') throw systemError('ENOTDIR', path);
    if (node.entries.size > 0) throw systemError('ENOTEMPTY', path);
    const [parent, name] = this.#parent(path);
    this.#change([{ directory: parent, name, node: null }]);
  };

  link = (from: string, to: string): void => {
    const node = this.#find(from);
    const [parent, name] = this.#parent(to);
    if (parent.entries.has(name)) throw systemError('EEXIST', to);
    this.#change([{ directory: parent, name, node }]);
  };

  unlink = (path: string): void => {
    if (this.#find(path).kind === 'directory') throw systemError('EISDIR', path);
    const [parent, name] = this.#parent(path);
    this.#change([{ directory: parent, name, node: null }]);
  };

  rename = (from: string, to: string): void => {
    const node = this.#find(from);
    if (node.isFixed) throw systemError('EXDEV', from);
    const [fromParent, fromName] = this.#parent(from);
    const [toParent, toName] = this.#parent(to);
    const target = toParent.entries.get(toName);
    if (target && target.kind !== node.kind) throw systemError(node.kind === 'file' ? 'EISDIR' : 'ENOTDIR', to);
    if (target && target.entries.size > 0) throw systemError('ENOTEMPTY', to);
    this.#change([
      { directory: fromParent, name: fromName, node: null },
      { directory: toParent, name: toName, node },
    ]);
  };

  /** Makes directories, and everything durable: the state that a test starts from. */
  settle(...directories: string[]): this {
    for (const path of directories) {
      const names = path.split('/').filter((name) => name !== '');
      names.forEach((_name, index) => {
        const above = `/${names.slice(0, index + 1).join('/')}`;
        if (!this.has(above)) this.mkdir(above);
      });
    }
    for (const { parts } of this.pending) for (const part of parts) apply(part.directory.syncedEntries, part);
    this.pending = [];
    for (const node of this.nodes()) node.synced = node.data;
    return this;
  }

  /** As if all directories that are there came from the image of a container. */
  fixDirectories(): void {
    for (const node of this.nodes()) node.isFixed = node.kind === 'directory';
  }

  has(path: string): boolean {
    try {
      this.#find(path);
      return true;
    } catch {
      return false;
    }
  }

  /** Changes the text of a file by hand. */
  put(path: string, change: (text: string) => string): void {
    const node = this.#find(path);
    node.data = Buffer.from(change(node.data.toString()));
    node.mtimeMs = this.#tick();
  }

  /** Makes a file by hand. */
  create(path: string, text: string): void {
    this.close(this.open(path, O_CREAT | O_WRONLY));
    this.put(path, () => text);
  }

  text(path: string): string {
    return this.#find(path).data.toString();
  }

  /** Everything that programs see, by path, as `treeOf` tells of a real directory. */
  tree(): Record<string, string> {
    const tree: Record<string, string> = {};
    const visit = (node: Node, path: string): void => {
      for (const [name, child] of [...node.entries].sort(([a], [b]) => (a < b ? -1 : 1))) {
        const below = `${path}/${name}`;
        const isFile = child.kind === 'file';
        tree[below] = isFile ? `file ${child.mode.toString(8)} ${bytesOf(child.data)}` : 'directory';
        visit(child, below);
      }
    };
    visit(this.root, '');
    return tree;
  }

  /** All files and directories, those without a name among them. */
  nodes(): Set<Node> {
    const nodes = new Set<Node>();
    const visit = (node: Node): void => {
      if (nodes.has(node)) return;
      nodes.add(node);
      for (const child of [...node.entries.values(), ...node.syncedEntries.values()]) visit(child);
    };
    visit(this.root);
    for (const { parts } of this.pending) for (const { node } of parts) if (node) visit(node);
    return nodes;
  }

  /** A copy with the same content, all of it durable. */
  clone(): MemoryDisk {
    return this.restore(
      (node) => node.entries,
      (node) => node.data,
    );
  }

  /** The disk that a choice of names and contents makes. */
  restore(entriesOf: (node: Node) => Map<string, Node>, dataOf: (node: Node) => Buffer): MemoryDisk {
    const copy = new MemoryDisk();
    const made = new Map<Node, Node>();
    const build = (node: Node): Node => {
      const before = made.get(node);
      if (before) return before;
      const data = node.kind === 'file' ? dataOf(node) : node.data;
      const built: Node = { ...node, data, synced: data, names: 0, entries: new Map(), syncedEntries: new Map() };
      made.set(node, built);
      for (const [name, child] of entriesOf(node)) {
        const copied = build(child);
        copied.names += 1;
        built.entries.set(name, copied);
      }
      built.syncedEntries = new Map(built.entries);
      return built;
    };
    copy.root = build(this.root);
    copy.#clock = this.#clock + 1;
    return copy;
  }

  #tick(): number {
    this.#clock += 1;
    return this.#clock;
  }

  #change(parts: NameChange['parts']): void {
    for (const part of parts) {
      const before = part.directory.entries.get(part.name);
      if (before) before.names -= 1;
      if (part.node) part.node.names += 1;
      apply(part.directory.entries, part);
      part.directory.mtimeMs = this.#tick();
    }
    this.pending.push({ parts });
  }

  #stat(node: Node): DiskStat {
    return new NodeStat(node);
  }

  #find(path: string): Node {
    let node = this.root;
    for (const name of path.split('/')) {
      if (name === '') continue;
      if (node.kind !== 'directory') throw systemError('ENOTDIR', path);
      const child = node.entries.get(name);
      if (!child) throw systemError('ENOENT', path);
      node = child;
    }
    return node;
  }

  #parent(path: string): [Node, string] {
    const parent = this.#find(dirname(path));
    if (parent.kind !== 'directory') throw systemError('ENOTDIR', path);
    return [parent, path.slice(path.lastIndexOf('/') + 1)];
  }

  #open(file: number): { node: Node; flags: number; position: number } {
    const open = this.#files.get(file);
    if (!open) throw systemError('EBADF');
    return open;
  }

  #file(file: number): Node {
    return this.#open(file).node;
  }
}

function newNode(kind: Node['kind'], mode = 0o755): Node {
  const empty = Buffer.alloc(0);
  const entries = { entries: new Map(), syncedEntries: new Map() };
  return { kind, mode, mtimeMs: 0, names: 0, data: empty, synced: null, isFixed: false, ...entries };
}

function apply(entries: Map<string, Node>, { name, node }: { name: string; node: Node | null }): void {
  if (node) entries.set(name, node);
  else entries.delete(name);
}

/** Classes: closures of its own for every answer take longer than the question. */
class NodeEntry {
  readonly name: string;
  readonly #kind: Node['kind'];

  constructor(name: string, { kind }: Node) {
    this.name = name;
    this.#kind = kind;
  }

  isFile(): boolean {
    return this.#kind === 'file';
  }
  isDirectory(): boolean {
    return this.#kind === 'directory';
  }
  isSymbolicLink(): boolean {
    return false;
  }
}

class NodeStat extends NodeEntry implements DiskStat {
  readonly size: number;
  readonly mode: number;
  readonly nlink: number;
  readonly mtimeMs: number;

  constructor(node: Node) {
    super('', node);
    this.size = node.data.length;
    this.mode = node.mode;
    this.nlink = node.names;
    this.mtimeMs = node.mtimeMs;
  }
}

const texts = new WeakMap<Buffer, string>();

/** The bytes of a file, each as a character. No buffer is changed once it is a file's. */
function bytesOf(data: Buffer): string {
  const known = texts.get(data);
  if (known !== undefined) return known;
  const text = data.toString('latin1');
  texts.set(data, text);
  return text;
}
