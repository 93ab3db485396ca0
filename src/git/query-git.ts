import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { runError } from './run-error.ts';

/** More than this would fill the memory: no question of ours has such an answer in a sane repository. */
const MOST_BYTES = 256 * 1024 * 1024;

/** A repository of a million commits is read in about half of this. */
const LONGEST = 120_000;

/**
 * Nothing that a repository's own configuration names is run, and nothing is written: it may have come in an archive
 * from anywhere.
 */
const CONFIG = [
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'core.attributesFile=/dev/null',
  'log.showSignature=false',
  'log.showRoot=true',
  'log.follow=false',
];

/** These would point git at another repository than the one that was found. */
const ELSEWHERE = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_COMMON_DIR', 'GIT_NAMESPACE', 'GIT_INDEX_FILE', 'GIT_PREFIX'];

export type GitAnswer = { kind: 'said'; output: Buffer } | { kind: 'failed'; status: number | null; reason: string };

/**
 * Asks git at the top of a worktree, to read: without a pager, locks, hooks, signatures or the network (a partial clone
 * fetches nothing). Never throws: git may be missing, refuse, or take too long.
 */
export function queryGit(worktree: string, args: readonly string[], input = ''): GitAnswer {
  const git = spawnSync('git', ['--no-pager', ...CONFIG.flatMap((value) => ['-c', value]), ...args], {
    cwd: worktree,
    env: readingEnv(worktree),
    input,
    maxBuffer: MOST_BYTES,
    timeout: LONGEST,
    killSignal: 'SIGKILL',
    windowsHide: true,
  });
  const { status, stdout, stderr } = git;
  const error = runError(git);
  if (error) return { kind: 'failed', status, reason: whyNot(error) };
  if (status === 0) return { kind: 'said', output: stdout };
  return { kind: 'failed', status, reason: reasonIn(stderr.toString()) };
}

function readingEnv(worktree: string): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    GIT_NO_LAZY_FETCH: '1',
    // What a git before 2.44 has in its place.
    GIT_ALLOW_PROTOCOL: 'none',
    // A `.git` that is broken must not lead to the repository around it.
    GIT_CEILING_DIRECTORIES: dirname(worktree),
    LC_ALL: 'C',
  };
  for (const name of ELSEWHERE) delete env[name];
  return env;
}

function whyNot(error: Error): string {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOENT':
      return 'there is no git here to ask';
    case 'ETIMEDOUT':
      return `git took more than ${LONGEST / 1000} seconds`;
    case 'ENOBUFS':
      return `git said more than ${MOST_BYTES / 1024 / 1024} MiB`;
    default:
      return `git cannot be run (${error.message})`;
  }
}

/** What git gives as its reason: the line with which it died, else the first. */
function reasonIn(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const line = lines.find((candidate) => candidate.startsWith('fatal: ')) ?? lines[0];
  return line === undefined ? 'git failed and did not say why' : `git: ${line.replace(/^\w+: /, '').trim()}`;
}
