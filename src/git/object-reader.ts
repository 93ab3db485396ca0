import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { TicketsError } from '../tickets/tickets-error.ts';
import { gitArguments, gitEnvironment, reasonOf } from './run-git.ts';
import { parseTree, type TreeObjectEntry } from './tree-object.ts';

/**
 * Reads objects of a repository by their names, each once, from one process of git. Throws a TicketsError `git` for an
 * object that is not there or is of another type: nothing is passed over.
 */
export interface ObjectReader {
  /** The full name of the commit that a revision names; null where it names none here. */
  commitOf: (revision: string) => Promise<string | null>;
  /** The entries of trees; a commit's name gives its top directory. */
  trees: (names: readonly string[]) => Promise<ReadonlyMap<string, TreeObjectEntry[]>>;
  blobs: (names: readonly string[]) => Promise<ReadonlyMap<string, Buffer>>;
  commits: (names: readonly string[]) => Promise<ReadonlyMap<string, CommitObject>>;
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

interface GitObject {
  /** git's name of it, which may be another than the one that was asked for. */
  id: string;
  bytes: Buffer;
}

/** Runs a step with a reader of a repository's objects, which ends with it. */
export async function withObjects<T>(worktree: string, step: (reader: ObjectReader) => Promise<T>): Promise<T> {
  const batch = startBatch(worktree);
  try {
    return await step(objectReader(batch));
  } finally {
    batch.end();
  }
}

function objectReader(batch: Batch): ObjectReader {
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
    trees: reader('tree', ({ bytes, id }) => parseTree(bytes, id.length / 2)),
    blobs: reader('blob', ({ bytes }) => bytes),
    commits: reader('commit', ({ bytes }) => parseCommit(bytes.toString())),
  };
}

function notThere(type: string, name: string): TicketsError {
  return new TicketsError(
    'git',
    `the ${type} ${name.slice(0, 12)} is not there`,
    '`git fetch --unshallow` gets what a shallow clone lacks; `git fsck` tells what is damaged',
  );
}

interface Batch {
  /** Objects in the order of their names; null for one that is not there. */
  read: (names: readonly string[]) => Promise<(GitObject | null)[]>;
  end: () => void;
}

function startBatch(worktree: string): Batch {
  const git = spawn('git', [...gitArguments, 'cat-file', '--batch'], {
    cwd: worktree,
    env: gitEnvironment(),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const failure = watch(git);
  const source = byteSource(git.stdout);
  async function readOne(name: string): Promise<GitObject | null> {
    // `<id> <type> <size>`, the content and a newline; else a line that says why not (git-cat-file(1)).
    const line = await source.line();
    if (line === null) throw await failure();
    const header = /^([0-9a-f]{40,64}) \w+ (\d+)$/.exec(line);
    if (!header) {
      if (line.endsWith(' missing') || line.endsWith(' ambiguous')) return null;
      throw new TicketsError('git', `git cat-file says of ${name}: ${line}`);
    }
    const [, id = '', size] = header;
    const bytes = await source.take(Number(size) + 1);
    if (bytes === null) throw await failure();
    return { id, bytes: bytes.subarray(0, -1) };
  }
  return {
    read: async (names) => {
      if (names.length === 0) return [];
      git.stdin.write(names.map((name) => `${name}\n`).join(''));
      const objects: (GitObject | null)[] = [];
      for (const name of names) objects.push(await readOne(name));
      return objects;
    },
    end: () => {
      git.stdin.end();
      git.kill();
    },
  };
}

/** Waits for the end of git, and gives what to tell of it. */
function watch(git: ChildProcessByStdio<Writable, Readable, Readable>): () => Promise<TicketsError> {
  let said = '';
  git.stderr.on('data', (chunk: Buffer) => {
    said += chunk;
  });
  // It may have ended while more was asked of it: its end tells why.
  git.stdin.on('error', () => undefined);
  const ended = new Promise<TicketsError>((resolve) => {
    git.on('error', (error) =>
      resolve(new TicketsError('git', `git cannot be run: ${error.message}`, 'is it installed?')),
    );
    git.on('close', (status, signal) =>
      resolve(new TicketsError('git', `git cat-file failed: ${reasonOf(said, status ?? signal ?? 'nothing')}`)),
    );
  });
  return () => ended;
}

/** Bytes of a stream as they are asked for; null where it ends before. */
function byteSource(stream: Readable) {
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let rest: Buffer = Buffer.alloc(0);
  async function next(): Promise<Buffer | null> {
    const { value, done } = await chunks.next();
    return done ? null : value;
  }
  return {
    line: async (): Promise<string | null> => {
      let end = rest.indexOf(NEWLINE);
      while (end < 0) {
        const more = await next();
        if (more === null) return null;
        rest = Buffer.concat([rest, more]);
        end = rest.indexOf(NEWLINE);
      }
      const line = rest.toString('utf8', 0, end);
      rest = rest.subarray(end + 1);
      return line;
    },
    take: async (size: number): Promise<Buffer | null> => {
      const parts = [rest];
      let length = rest.length;
      while (length < size) {
        const more = await next();
        if (more === null) return null;
        parts.push(more);
        length += more.length;
      }
      const all = parts.length === 1 ? rest : Buffer.concat(parts);
      rest = all.subarray(size);
      return all.subarray(0, size);
    },
  };
}

const NEWLINE = 0x0a;

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
