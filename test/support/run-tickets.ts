import { spawn } from 'node:child_process';
import { checkJsonOutput } from './check-json-output.ts';
import { pinnedEnv } from './pinned-env.ts';
import { ticketsBin } from './tickets-bin.ts';

export interface RunOptions {
  cwd: string;
  /** Added to the pinned environment; `undefined` takes a variable out of it. */
  env?: Record<string, string | undefined>;
  /** What is piped into standard input. Without it standard input is empty (`/dev/null`). */
  input?: string | Uint8Array;
}

export interface RunResult {
  exitCode: number | null;
  stdout: string;
  stderr: string;
}

/** Runs the real program as a process of its own. A document that it prints for `--json` must be as schema/output/ says. */
export function runTickets(args: readonly string[], { cwd, env, input }: RunOptions): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [ticketsBin, ...args], {
      cwd,
      env: pinnedEnv(env),
      stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout?.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.on('error', reject);
    child.on('close', (exitCode) => {
      const result = { exitCode, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() };
      try {
        checkJsonOutput(args, result.stdout);
      } catch (error) {
        reject(error);
      }
      resolve(result);
    });
    // A program that does not read its standard input closes the pipe; that is no failure of the test.
    child.stdin?.on('error', () => {});
    child.stdin?.end(input);
  });
}
