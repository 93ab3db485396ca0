import { createHash } from 'node:crypto';

/** A file as git keeps it: its mode (`100644`, `100755`, `120000`) and the name of its content. */
export interface TreeFile {
  mode: string;
  oid: string;
}

/** All files of an item by their path below the root less the item's id: `open/thread.md`. */
export type ItemFiles = ReadonlyMap<string, TreeFile>;

/** A tree of work items: the files of each item, by its id. The same item in two status directories is one entry. */
export type TreeState = ReadonlyMap<string, ItemFiles>;

/** Groups files by the item that they belong to. What belongs to none is left out. `path`: relative to the root. */
export function treeState(files: Iterable<{ path: string } & TreeFile>): Map<string, Map<string, TreeFile>> {
  const items = new Map<string, Map<string, TreeFile>>();
  for (const { path, mode, oid } of files) {
    const [, status, id, rest] = /^(open|pending|closed)\/([^/]+)\/(.+)$/s.exec(path) ?? [];
    if (status === undefined || id === undefined || rest === undefined) continue;
    const item = items.get(id) ?? new Map<string, TreeFile>();
    items.set(id, item.set(`${status}/${rest}`, { mode, oid }));
  }
  return items;
}

/** The name of a file in its item's directory, by its path among the files of the item. */
export function nameInItem(path: string): string {
  return path.slice(path.indexOf('/') + 1);
}

/** A file of an item by its name, wherever the item stands: its path and the file. */
export function entryNamed(files: ItemFiles | undefined, name: string): [string, TreeFile] | undefined {
  return [...(files ?? [])].find(([path]) => nameInItem(path) === name);
}

/** Whether a file has the lines of a conflict in it. */
export function isMarked({ oid }: TreeFile, contents: Contents): boolean {
  return /^<{7} /m.test(Buffer.from(contents.get(oid)).toString('latin1'));
}

export function isSameItem(one: ItemFiles | undefined, other: ItemFiles | undefined): boolean {
  if (one === other) return true;
  if (!one || !other || one.size !== other.size) return false;
  for (const [path, file] of one) if (!isSameFile(file, other.get(path))) return false;
  return true;
}

export function isSameFile(one: TreeFile | undefined, other: TreeFile | undefined): boolean {
  return one?.oid === other?.oid && one?.mode === other?.mode;
}

/** The contents of files by their names. What is made here gets the name that git would give it. */
export class Contents {
  readonly #made = new Map<string, Uint8Array>();
  readonly #read: (oid: string) => Uint8Array;
  readonly #algorithm: 'sha1' | 'sha256';

  constructor(read: (oid: string) => Uint8Array, algorithm: 'sha1' | 'sha256' = 'sha1') {
    this.#read = read;
    this.#algorithm = algorithm;
  }

  get(oid: string): Uint8Array {
    return this.#made.get(oid) ?? this.#read(oid);
  }

  add(bytes: Uint8Array): string {
    const oid = createHash(this.#algorithm).update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
    this.#made.set(oid, bytes);
    return oid;
  }
}
