import { spawn, spawnSync } from 'node:child_process';
import { TicketsError } from '../tickets/tickets-error.ts';
import { gitDirectory } from './git-directory.ts';
import { runError } from './run-error.ts';

/** The most that one answer of git may be, in bytes: paths of a very large repository. */
const LARGEST_ANSWER = 1024 * 1024 * 1024;

/** What a repository's own configuration may not do while we read from it: run programs, take locks, ask questions. */
const READ_ONLY = [
  ...['--no-pager', '--no-optional-locks', '-c', 'core.fsmonitor=false', '-c', 'core.quotePath=false'],
  // git says that of a file of grafts which is there to switch them off.
  ...['-c', 'advice.graftFileDeprecated=false'],
];

/** What a call of git begins with, but for a few. */
export const gitArguments: readonly string[] = ['--literal-pathspecs', ...READ_ONLY];

/** What a hook is told of the repository that it runs for, and would lead git to another one than the one that was found. */
const ELSEWHERE = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_COMMON_DIR', 'GIT_NAMESPACE', 'GIT_PREFIX'];

/**
 * The environment of a call of git in a directory. What a local `git replace` or graft says of an object is not what the
 * object is. The index that a hook is given is that of its own worktree, and of no other.
 */
export function gitEnvironment(cwd: string): NodeJS.ProcessEnv {
  const asCommitted = { GIT_NO_REPLACE_OBJECTS: '1', GIT_GRAFT_FILE: '/dev/null' };
  const env: NodeJS.ProcessEnv = { ...process.env, GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C', ...asCommitted };
  for (const name of ELSEWHERE) delete env[name];
  if (env.GIT_INDEX_FILE !== undefined && gitDirectory(cwd)?.path !== gitDirectory(process.cwd())?.path) {
    delete env.GIT_INDEX_FILE;
  }
  return env;
}

export interface GitOptions {
  input?: string;
  /** Added to the environment, or taken out of it. */
  env?: Record<string, string | undefined>;
  /** For `check-ignore`, which refuses to take paths literally, and for what runs hooks, which would have to do so, too. */
  patterns?: true;
}

/** What git said, and how it ended: 0 where all went well. */
export interface GitAnswer {
  status: number;
  stdout: Buffer;
  stderr: string;
}

/**
 * Runs git in a directory, and gives what it wrote. Paths go behind `--`, and are taken literally. Throws a TicketsError
 * `git` with git's own words where it fails, and where there is no git.
 */
export function runGit(cwd: string, args: readonly string[], options: GitOptions = {}): Buffer {
  const { status, stdout, stderr } = askGit(cwd, args, options);
  if (status === 0) return stdout;
  throw new TicketsError('git', `git ${args[0]} failed: ${reasonOf(stderr, status)}`);
}

/** The same for a question to which a failure is an answer, too. Throws only where git cannot be run or was stopped. */
export function askGit(cwd: string, args: readonly string[], options: GitOptions = {}): GitAnswer {
  const git = spawnSync('git', [...(options.patterns ? READ_ONLY : gitArguments), ...args], {
    cwd,
    maxBuffer: LARGEST_ANSWER,
    env: { ...gitEnvironment(cwd), ...options.env },
    ...(options.input !== undefined && { input: options.input }),
  });
  const error = runError(git);
  if (error) throw cannotRun(error);
  if (git.status === null) throw new TicketsError('git', `git ${args[0]} was stopped by ${git.signal}`);
  return { status: git.status, stdout: git.stdout, stderr: git.stderr.toString() };
}

/** A git that runs while other things go on. */
export interface RunningGit {
  /** Writes to it; one that ends before it has read all of it says why by its end. */
  write: (text: string) => void;
  /** Writes the rest of what it reads. */
  finish: (text: string) => void;
  /** Called with each part of what it writes. */
  onData: (take: (chunk: Buffer) => void) => void;
  /** Rejects with a TicketsError `git` when it has failed, and with git's own words. */
  ended: Promise<void>;
  /** Ends it without another question. */
  stop: () => void;
}

/** Starts git in a directory. */
export function spawnGit(cwd: string, args: readonly string[]): RunningGit {
  const git = spawn('git', [...gitArguments, ...args], {
    cwd,
    env: gitEnvironment(cwd),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  git.stdin.on('error', () => undefined);
  let stderr = '';
  git.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk;
  });
  const ended = new Promise<void>((resolve, reject) => {
    git.on('error', (error) => reject(cannotRun(error)));
    git.on('close', (code, signal) => {
      if (code === 0) resolve();
      else reject(new TicketsError('git', `git ${args[0]} failed: ${reasonOf(stderr, code ?? signal ?? 'nothing')}`));
    });
  });
  // Who waits for it is told; one that was stopped is nobody's any more.
  ended.catch(() => undefined);
  return {
    write: (text) => {
      git.stdin.write(text);
    },
    finish: (text) => {
      git.stdin.end(text);
    },
    onData: (take) => {
      git.stdout.on('data', take);
    },
    ended,
    stop: () => {
      git.kill();
      // Nobody waits until it is gone: that takes longer than most of what it was asked.
      git.unref();
      for (const stream of [git.stdin, git.stdout, git.stderr]) stream.destroy();
    },
  };
}

/** The same as runGit, while other things go on. */
export async function startGit(cwd: string, args: readonly string[], input = ''): Promise<Buffer> {
  const git = spawnGit(cwd, args);
  const stdout: Buffer[] = [];
  git.onData((chunk) => stdout.push(chunk));
  git.finish(input);
  await git.ended;
  return Buffer.concat(stdout);
}

/** What to tell where there is no git, or none that may be run. */
export function cannotRun(error: Error): TicketsError {
  return new TicketsError('git', `git cannot be run: ${error.message}`, 'is it installed?');
}

/** The line that git gave as its reason: the first one that is no warning or hint. */
export function reasonOf(stderr: string, status: number | string): string {
  const lines = stderr.trim().split('\n');
  const line = lines.find((text) => /^(?:fatal|error): /.test(text)) ?? lines[0];
  return line ? line.replace(/^(?:fatal|error): /, '') : `it ended with ${status}`;
}

/** The names in an answer of git with `-z`. */
export function splitNames(answer: Buffer): string[] {
  return answer.toString().split('\0').slice(0, -1);
}
