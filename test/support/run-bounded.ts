import { spawn } from 'node:child_process';
import { pinnedEnv } from './pinned-env.ts';
import type { RunOptions, RunResult } from './run-tickets.ts';
import { ticketsBin } from './tickets-bin.ts';

export interface BoundedOptions extends Omit<RunOptions, 'input'> {
  uid?: number | undefined;
  gid?: number | undefined;
  /** Keep standard input open and silent for so many milliseconds, then close it. */
  silence?: number;
  milliseconds?: number;
}

/** Runs the real program, and kills it when it takes too long: its exit code is null then. */
export function runBounded(args: readonly string[], options: BoundedOptions): Promise<RunResult> {
  const { cwd, env, uid, gid, silence, milliseconds = 10_000 } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [ticketsBin, ...args], {
      cwd,
      env: pinnedEnv(env),
      stdio: [silence === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
      timeout: milliseconds,
      killSignal: 'SIGKILL',
      ...(uid !== undefined && { uid }),
      ...(gid !== undefined && { gid }),
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout?.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.stdin?.on('error', () => {});
    const end = setTimeout(() => child.stdin?.end(), silence ?? 0);
    child.on('error', reject);
    child.on('close', (exitCode) => {
      clearTimeout(end);
      resolve({ exitCode, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() });
    });
  });
}
