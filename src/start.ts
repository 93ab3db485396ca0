import { main } from './main.ts';
import type { Output } from './terminal/output.ts';
import { plainInput } from './terminal/plain-input.ts';
import { plainOutput } from './terminal/plain-output.ts';

export { main } from './main.ts';

/** Runs this process's command line, and leaves its exit code where Node looks for it. */
export function start(): void {
  const { env } = process;
  let usesStream = false;
  const stream = (name: 'stdout' | 'stderr'): Output => {
    usesStream = true;
    return process[name];
  };
  main(process.argv.slice(2), {
    // Opened only when they are used: just asking for them costs milliseconds.
    get stdin() {
      return plainInput(0) ?? process.stdin;
    },
    get stdout() {
      return plainOutput(1) ?? stream('stdout');
    },
    get stderr() {
      return plainOutput(2) ?? stream('stderr');
    },
    env,
    cwd: workingDirectory(),
    now: () => new Date(env.TICKETS_NOW ?? Date.now()),
  }).then(
    (exitCode) => {
      process.exitCode = exitCode;
      // What was written without a stream is out: to clear the heap away would only take time.
      if (!usesStream) process.exit();
    },
    (error: unknown) => {
      // A file of the program itself that cannot be read: too many files are open, or the device has an error.
      if (!(error instanceof Error && 'syscall' in error)) throw error;
      // Where that cannot be told either, the exit code says it.
      process.stderr.on('error', () => undefined);
      process.stderr.write(`error: tickets could not be loaded: ${error.message}\n`);
      process.exitCode = 3;
    },
  );
}

/** A directory that was removed under the shell has no name; nothing is found from it, and that is told like any other. */
function workingDirectory(): string {
  try {
    return process.cwd();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return process.env.PWD ?? '/';
  }
}
