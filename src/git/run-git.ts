import { spawnSync } from 'node:child_process';
import { TicketsError } from '../tickets/tickets-error.ts';

/** The most that one answer of git may be, in bytes: paths of a very large repository. */
const LARGEST_ANSWER = 1024 * 1024 * 1024;

/** What a repository's own configuration may not do while we read from it: run programs, take locks, ask questions. */
const READ_ONLY = ['--no-pager', '--no-optional-locks', '-c', 'core.fsmonitor=false', '-c', 'core.quotePath=false'];

/**
 * Runs git in a directory, and gives what it wrote. Paths go behind `--`, and are taken literally. Throws a TicketsError
 * `git` with git's own words where it fails, and where there is no git.
 */
export function runGit(cwd: string, args: readonly string[], options: { input?: string } = {}): Buffer {
  const git = spawnSync('git', ['--literal-pathspecs', ...READ_ONLY, ...args], {
    cwd,
    maxBuffer: LARGEST_ANSWER,
    env: { ...process.env, GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' },
    ...(options.input !== undefined && { input: options.input }),
  });
  if (git.error) throw new TicketsError('git', `git cannot be run: ${git.error.message}`, 'is it installed?');
  if (git.status === 0) return git.stdout;
  const [line = `it ended with ${git.status ?? git.signal}`] = git.stderr.toString().trim().split('\n');
  throw new TicketsError('git', `git ${args[0]} failed: ${line.replace(/^(?:fatal|error): /, '')}`);
}

/** The names in an answer of git with `-z`. */
export function splitNames(answer: Buffer): string[] {
  return answer.toString().split('\0').slice(0, -1);
}
