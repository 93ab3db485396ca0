import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import type { Readable, Writable } from 'node:stream';
import { TicketsError } from '../tickets/tickets-error.ts';
import { cannotRun, gitArguments, gitEnvironment, reasonOf, startGit } from './run-git.ts';
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
    trees: reader('tree', ({ bytes, id }) => parseTree({ bytes, idBytes: id.length / 2 })),
    rawTrees: reader('tree', ({ bytes, id }) => ({ bytes, idBytes: id.length / 2 })),
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
    env: gitEnvironment(worktree),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const failure = watch(git);
  const take = collect(git.stdout);
  // What came behind the answer that was read: the beginning of the next one.
  let rest: Buffer = Buffer.alloc(0);
  async function receive(names: readonly string[]): Promise<(GitObject | null)[]> {
    const objects: (GitObject | null)[] = [];
    while (objects.length < names.length) {
      const { object, size, missing } = readObject(rest, names[objects.length] ?? '');
      if (missing === 0) {
        objects.push(object);
        rest = rest.subarray(size);
        continue;
      }
      // git hands out each object as it has it: to wake up for each of them would take longer than to read them.
      const surely = (names.length - objects.length - 1) * LEAST_ANSWER - rest.length;
      const more = await take(Math.max(missing, surely));
      if (more === null) throw await failure();
      rest = Buffer.concat([rest, ...more]);
    }
    return objects;
  }
  let last: Promise<unknown> = Promise.resolve();
  return {
    // The answers come in the order of the questions.
    read: (names) => {
      if (names.length === 0) return Promise.resolve([]);
      if (names.length >= MANY) return readAtOnce(worktree, names);
      git.stdin.write(names.map((name) => `${name}\n`).join(''));
      const answer = last.then(() => receive(names));
      // Who asked is told of a failure, and whoever asks next meets it, too.
      last = answer.then(
        () => undefined,
        () => undefined,
      );
      return answer;
    },
    end: () => {
      git.stdin.end();
      git.kill();
    },
  };
}

/**
 * Reads objects from processes of their own. git writes each object by itself: to wake up for each of them here would take
 * longer than to read them all.
 */
async function readAtOnce(worktree: string, names: readonly string[]): Promise<(GitObject | null)[]> {
  const processes = Math.min(availableParallelism(), MOST_PROCESSES, Math.floor(names.length / MANY));
  const share = Math.ceil(names.length / processes);
  const shares = Array.from({ length: processes }, (_, index) => names.slice(index * share, (index + 1) * share));
  return (await Promise.all(shares.map((own) => readShare(worktree, own)))).flat();
}

async function readShare(worktree: string, names: readonly string[]): Promise<(GitObject | null)[]> {
  let rest = await startGit(worktree, ['cat-file', '--batch', '--buffer'], names.map((name) => `${name}\n`).join(''));
  return names.map((name) => {
    const { object, size, missing } = readObject(rest, name);
    if (missing > 0) throw new TicketsError('git', `git cat-file broke off before ${name}`);
    rest = rest.subarray(size);
    return object;
  });
}

/**
 * Reads `<id> <type> <size>`, the content and a newline, or else a line that says why not (git-cat-file(1)). `size` is
 * what it takes of the bytes, `missing` how many are missing of them at least.
 */
function readObject(bytes: Buffer, name: string): { object: GitObject | null; size: number; missing: number } {
  const end = bytes.indexOf(NEWLINE);
  if (end < 0) return { object: null, size: 0, missing: 1 };
  const line = bytes.toString('utf8', 0, end);
  const header = /^([0-9a-f]{40,64}) \w+ (\d+)$/.exec(line);
  if (!header) {
    if (line.endsWith(' missing') || line.endsWith(' ambiguous')) return { object: null, size: end + 1, missing: 0 };
    throw new TicketsError('git', `git cat-file says of ${name}: ${line}`);
  }
  const start = end + 1;
  const last = start + Number(header[2]);
  const object = { id: header[1] ?? '', bytes: bytes.subarray(start, last) };
  return { object, size: last + 1, missing: Math.max(0, last + 1 - bytes.length) };
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
    git.on('error', (error) => resolve(cannotRun(error)));
    git.on('close', (status, signal) =>
      resolve(new TicketsError('git', `git cat-file failed: ${reasonOf(said, status ?? signal ?? 'nothing')}`)),
    );
  });
  return () => ended;
}

/** Hands out what a stream has given since the last time, once it is so many bytes; null where it ends before. */
function collect(stream: Readable): (wanted: number) => Promise<Buffer[] | null> {
  let chunks: Buffer[] = [];
  let length = 0;
  let ended = false;
  let check = (): void => undefined;
  stream.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    length += chunk.length;
    check();
  });
  stream.on('close', () => {
    ended = true;
    check();
  });
  return (wanted) =>
    new Promise((resolve) => {
      check = () => {
        if (length < wanted && !ended) return;
        check = () => undefined;
        const given = length < wanted ? null : chunks;
        chunks = [];
        length = 0;
        resolve(given);
      };
      check();
    });
}

const NEWLINE = 0x0a;

/** So many objects are worth a process of their own. */
const MANY = 200;

/** More at once make the disk the slowest part. */
const MOST_PROCESSES = 4;

/** No answer but the last is shorter: only the short name of a revision has a shorter one, and that is asked for alone. */
const LEAST_ANSWER = 40;

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
