import { availableParallelism } from 'node:os';
import { TicketsError } from '../tickets/tickets-error.ts';
import { type GitObject, ObjectAnswers } from './object-answers.ts';
import { type RunningGit, spawnGit } from './run-git.ts';

/** Processes of git that hand out objects: one for all questions in turn, and more where many are asked for at once. */
export interface ObjectBatch {
  /** Objects in the order of their names; null for one that is not there. Throws a TicketsError `git` where git fails. */
  read: (names: readonly string[]) => Promise<(GitObject | null)[]>;
  /** Starts what reads many at once: that takes as long as to read hundreds of objects. */
  expectMany: () => void;
  end: () => void;
}

/** So many objects are worth a process of their own. */
const MANY = 200;

/** More at once make the disk the slowest part. */
const MOST_PROCESSES = Math.min(availableParallelism(), 4);

/** No answer but the last is shorter: only the short name of a revision has a shorter one, and that is asked for alone. */
const LEAST_ANSWER = 40;

export function startObjectBatch(worktree: string): ObjectBatch {
  const git = spawnGit(worktree, ['cat-file', '--batch']);
  const receive = receiverOf(git);
  const startMany = (): RunningGit => spawnGit(worktree, ['cat-file', '--batch', '--buffer']);
  let ready: RunningGit[] = [];
  let last: Promise<unknown> = Promise.resolve();
  return {
    read: (names) => {
      if (names.length === 0) return Promise.resolve([]);
      if (names.length >= MANY) {
        const count = ready.length || Math.min(MOST_PROCESSES, Math.floor(names.length / MANY));
        const processes = Array.from({ length: count }, (_, index) => ready[index] ?? startMany());
        ready = [];
        return readAtOnce(processes, names);
      }
      git.write(linesOf(names));
      // The answers come in the order of the questions.
      const answer = last.then(() => receive(names));
      // Who asked is told of a failure, and whoever asks next meets it, too.
      last = answer.then(
        () => undefined,
        () => undefined,
      );
      return answer;
    },
    expectMany: () => {
      while (ready.length < MOST_PROCESSES) ready.push(startMany());
    },
    end: () => {
      for (const process of [git, ...ready]) process.stop();
    },
  };
}

/** Reads the answers of a process that goes on running. */
function receiverOf(git: RunningGit): (names: readonly string[]) => Promise<(GitObject | null)[]> {
  const answers = new ObjectAnswers();
  let look = (): void => undefined;
  git.onData((chunk) => {
    answers.add(chunk);
    look();
  });
  // It ends only when it is told to, or fails.
  const failed = git.ended.then(() => Promise.reject(brokenOff()));
  failed.catch(() => undefined);
  const until = (length: number): Promise<void> =>
    new Promise((resolve) => {
      look = () => {
        if (answers.length >= length) resolve();
      };
      look();
    });
  return async (names) => {
    const objects: (GitObject | null)[] = [];
    while (objects.length < names.length) {
      const object = answers.next(names[objects.length] ?? '');
      if (object !== undefined) objects.push(object);
      else {
        // git hands out each object as it has it: to wake up for each of them would take longer than to read them.
        const surely = (names.length - objects.length - 1) * LEAST_ANSWER;
        await Promise.race([until(Math.max(answers.wanted, surely)), failed]);
      }
    }
    return objects;
  };
}

/**
 * Reads objects from processes of their own. git writes each object by itself: to wake up for each of them here would take
 * longer than to read them all.
 */
async function readAtOnce(processes: readonly RunningGit[], names: readonly string[]): Promise<(GitObject | null)[]> {
  const share = Math.ceil(names.length / processes.length);
  const shares = processes.map((git, index) => readShare(git, names.slice(index * share, (index + 1) * share)));
  return (await Promise.all(shares)).flat();
}

async function readShare(git: RunningGit, names: readonly string[]): Promise<(GitObject | null)[]> {
  const answers = new ObjectAnswers();
  const objects: (GitObject | null)[] = [];
  let fault: unknown;
  git.onData((chunk) => {
    answers.add(chunk);
    try {
      // Read as they come, while git looks for the next ones.
      while (objects.length < names.length && fault === undefined) {
        const object = answers.next(names[objects.length] ?? '');
        if (object === undefined) return;
        objects.push(object);
      }
    } catch (error) {
      fault = error;
    }
  });
  git.finish(linesOf(names));
  await git.ended;
  if (fault !== undefined) throw fault;
  if (objects.length < names.length) throw brokenOff(names[objects.length]);
  return objects;
}

function linesOf(names: readonly string[]): string {
  return names.map((name) => `${name}\n`).join('');
}

function brokenOff(name = 'it was told to'): TicketsError {
  return new TicketsError('git', `git cat-file broke off before ${name}`);
}
