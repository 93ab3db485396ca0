import { Readable, Writable } from 'node:stream';
import { main } from '../../src/main.ts';
import { pinnedEnv } from './pinned-env.ts';
import type { RunOptions, RunResult } from './run-tickets.ts';

/**
 * Runs a command line in this process: what stands in for `runTickets` where coverage is measured, as that of a process of
 * its own cannot be seen.
 */
export async function runTickets(args: readonly string[], { cwd, env, input }: RunOptions): Promise<RunResult> {
  const pinned = pinnedEnv(env);
  const stdout = collector();
  const stderr = collector();
  const stdin = Readable.from(input === undefined ? [] : [Buffer.from(input)]);
  const exitCode = await main(args, {
    stdin,
    stdout: stdout.stream as NodeJS.WriteStream,
    stderr: stderr.stream as NodeJS.WriteStream,
    env: pinned,
    cwd,
    now: () => new Date(pinned.TICKETS_NOW ?? Date.now()),
  });
  return { exitCode, stdout: stdout.text(), stderr: stderr.text() };
}

function collector(): { stream: Writable; text: () => string } {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      chunks.push(Buffer.from(chunk));
      done();
    },
  });
  return { stream, text: () => Buffer.concat(chunks).toString() };
}
