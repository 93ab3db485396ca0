import { spawnSync } from 'node:child_process';
import { TicketsError } from '../tickets/tickets-error.ts';

export interface GitRun {
  /** The exit code. */
  status: number;
  stdout: Buffer;
  stderr: string;
}

/** Larger answers than this would be of another repository than ours. */
const MOST_OUTPUT = 1024 * 1024 * 1024;

/** Runs git in a directory. Null where there is no program `git`. */
export function runGit(cwd: string, args: readonly string[], input?: string | Uint8Array): GitRun | null {
  const run = spawnSync('git', args, {
    cwd,
    ...(input !== undefined && { input }),
    maxBuffer: MOST_OUTPUT,
    // A look must not lock the index away from somebody else.
    env: { ...process.env, GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' },
  });
  if (run.error && 'code' in run.error && run.error.code === 'ENOENT') return null;
  if (run.error) throw new TicketsError('git', `git ${args[0]} did not run: ${run.error.message}`);
  return { status: run.status ?? 1, stdout: run.stdout, stderr: run.stderr.toString() };
}

/** The same for a step that must not fail: throws a TicketsError `git` with git's own words. */
export function mustRunGit(cwd: string, args: readonly string[], input?: string | Uint8Array): Buffer {
  const run = runGit(cwd, args, input);
  if (run?.status === 0) return run.stdout;
  const [words = ''] = (run?.stderr ?? 'there is no program `git`').trim().split('\n');
  const command = args.find((arg) => !arg.startsWith('-'));
  const hint = 'mend it and run the same command again';
  throw new TicketsError('git', `git ${command} failed: ${words.replace(/^(?:fatal|error): /, '')}`, hint);
}

/** Whether there is a program `git`. */
export function hasGit(cwd: string): boolean {
  return runGit(cwd, ['--version']) !== null;
}
