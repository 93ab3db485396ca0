import { type ChildProcess, spawn } from 'node:child_process';
import { onTestFinished } from 'vitest';
import { pinnedEnv } from './pinned-env.ts';
import type { RunOptions } from './run-tickets.ts';
import { ticketsBin } from './tickets-bin.ts';

export interface StartedTickets {
  child: ChildProcess;
  /** What has come on stderr so far. */
  stderr: () => string;
  exited: Promise<number | null>;
}

/** Starts the program with a pipe as standard input that stays open, and leaves its stdout to the test. */
export function startTickets(args: readonly string[], { cwd, env }: Omit<RunOptions, 'input'>): StartedTickets {
  const child = spawn(process.execPath, [ticketsBin, ...args], { cwd, env: pinnedEnv(env), stdio: 'pipe' });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk;
  });
  child.stdin.on('error', () => {});
  const exited = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return { child, stderr: () => stderr, exited };
}
