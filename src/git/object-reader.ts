import { TicketsError } from '../tickets/tickets-error.ts';
import type { GitObject } from './object-answers.ts';
import { type ObjectBatch, startObjectBatch } from './object-batch.ts';
import { parseTree, type RawTree, type TreeObjectEntry } from './tree-object.ts';

/**
 * Reads objects of a repository by their names, each once, from one process of git. Throws a TicketsError `git` for an
 * object that is not there or is of another type: nothing is passed over.
 */
export interface ObjectReader {
  /** The full name of the commit that a revision names; null where it names none here. */
  commitOf: (revision: string) => Promise<string | null>;
  /** The entries of trees; a commit's name gives its top directory. */
  trees: (names: readonly string[]) => Promise<ReadonlyMap<string, TreeObjectEntry[]>>;
  /** The same as git keeps it, for a look at a few of many thousand entries. */
  rawTrees: (names: readonly string[]) => Promise<ReadonlyMap<string, RawTree>>;
  blobs: (names: readonly string[]) => Promise<ReadonlyMap<string, Buffer>>;
  commits: (names: readonly string[]) => Promise<ReadonlyMap<string, CommitObject>>;
  /** Says that hundreds of objects will be asked for at once: what reads them gets ready meanwhile. */
  expectMany: () => void;
}

export interface CommitObject {
  tree: string;
  /** As the commit itself has them: a shallow clone lacks them, and knows their names all the same. */
  parents: string[];
  /** Of the author: the name, and seconds since 1970. */
  author: string;
  time: number;
  /** The first line of what was said about it. */
  subject: string;
}

/** Runs a step with a reader of a repository's objects, which ends with it. */
export async function withObjects<T>(worktree: string, step: (reader: ObjectReader) => Promise<T>): Promise<T> {
  const batch = startObjectBatch(worktree);
  try {
    return await step(objectReader(batch));
  } finally {
    batch.end();
  }
}

function objectReader(batch: ObjectBatch): ObjectReader {
  function reader<T>(type: string, parse: (object: GitObject) => T) {
    const known = new Map<string, T>();
    return async (names: readonly string[]): Promise<ReadonlyMap<string, T>> => {
      const missing = [...new Set(names)].filter((name) => !known.has(name));
      const objects = await batch.read(missing.map((name) => `${name}^{${type}}`));
      for (const [index, object] of objects.entries()) {
        const name = missing[index] ?? '';
        if (!object) throw notThere(type, name);
        known.set(name, parse(object));
      }
      return known;
    };
  }
  return {
    commitOf: async (revision) => {
      // git reads a name from each line.
      if (/[\n\0]/.test(revision) || revision === '') return null;
      const [object] = await batch.read([`${revision}^{commit}`]);
      return object?.id ?? null;
    },
    trees: reader('tree', ({ bytes, id }) => parseTree({ bytes, idBytes: id.length / 2 })),
    rawTrees: reader('tree', ({ bytes, id }) => ({ bytes, idBytes: id.length / 2 })),
    blobs: reader('blob', ({ bytes }) => bytes),
    commits: reader('commit', ({ bytes }) => parseCommit(bytes.toString())),
    expectMany: batch.expectMany,
  };
}

function notThere(type: string, name: string): TicketsError {
  return new TicketsError(
    'git',
    `the ${type} ${name.slice(0, 12)} is not there`,
    '`git fetch --unshallow` gets what a shallow clone lacks; `git fsck` tells what is damaged',
  );
}

function parseCommit(text: string): CommitObject {
  const end = text.indexOf('\n\n');
  const head = end < 0 ? text : text.slice(0, end);
  const tree = /^tree ([0-9a-f]+)$/m.exec(head)?.[1];
  if (tree === undefined) throw new TicketsError('git', 'a commit names no tree');
  const [, author = '', time = '0'] = /^author (.*?) ?<[^\n]*> (\d+)/m.exec(head) ?? [];
  return {
    tree,
    parents: [...head.matchAll(/^parent ([0-9a-f]+)$/gm)].map(([, id = '']) => id),
    author,
    time: Number(time),
    subject: end < 0 ? '' : (text.slice(end + 2).split('\n', 1)[0] ?? ''),
  };
}
