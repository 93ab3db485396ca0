import { spawn } from 'node:child_process';
import { pinnedEnv } from './pinned-env.ts';
import type { RunOptions, RunResult } from './run-tickets.ts';
import { ticketsBin } from './tickets-bin.ts';

export interface BoundedOptions extends Omit<RunOptions, 'input'> {
  uid?: number | undefined;
  gid?: number | undefined;
  /** Keep standard input open and silent until something is said on stderr. */
  silent?: boolean;
  /** Of work: a busy machine does not fail a test. */
  seconds?: number;
}

/** The longest that a program may wait, in milliseconds. */
const PATIENCE = 240_000;

/** Runs the real program, and kills it when it works or waits for too long: its exit code is null then. */
export function runBounded(args: readonly string[], options: BoundedOptions): Promise<RunResult> {
  const { cwd, env, uid, gid, silent = false, seconds = 20 } = options;
  return new Promise((resolve, reject) => {
    const limited = ['-c', `ulimit -t ${seconds}; exec "$0" "$@"`, process.execPath, ticketsBin, ...args];
    const child = spawn('/bin/sh', limited, {
      cwd,
      env: pinnedEnv(env),
      stdio: [silent ? 'pipe' : 'ignore', 'pipe', 'pipe'],
      timeout: PATIENCE,
      killSignal: 'SIGKILL',
      ...(uid !== undefined && { uid }),
      ...(gid !== undefined && { gid }),
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout?.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => {
      stderr.push(chunk);
      child.stdin?.end();
    });
    child.stdin?.on('error', () => {});
    child.on('error', reject);
    child.on('close', (exitCode) => {
      resolve({ exitCode, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() });
    });
  });
}
