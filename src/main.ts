import type { Ending } from './ending.ts';
import { HELP_TEXT } from './help-text.ts';
import type { Io } from './terminal/io.ts';
import type { Output } from './terminal/output.ts';
import { VERSION } from './version.ts';

/**
 * Runs one command line and returns its exit code. `--version` and the help of all are answered here: whatever is loaded
 * for the rest would only slow them down.
 */
export async function main(argv: readonly string[], given: Io): Promise<number> {
  let lost: NodeJS.ErrnoException | undefined;
  const io = watched(given, (error) => {
    // A reader that has seen enough (`| head`) is no error; a socket that we wait for tells it by another name.
    if (error.code !== 'EPIPE' && error.code !== 'ECONNRESET') lost = error;
  });
  const { exitCode, unprinted } = await answer(argv, io);
  // A stream tells of its errors in a later turn.
  await new Promise((resolve) => setImmediate(resolve));
  if (!lost) return exitCode;
  io.stderr.write(`error: the output could not be written (${lost.code}); what was to be done is done\n`);
  return unprinted;
}

/** The same streams, each of which tells of its errors from its first use on. */
function watched(io: Io, onError: (error: NodeJS.ErrnoException) => void): Io {
  const opened: Partial<Pick<Io, 'stdout' | 'stderr'>> = {};
  const open = (name: 'stdout' | 'stderr'): Output => {
    const stream = opened[name] ?? io[name];
    if (!opened[name]) stream.on('error', onError);
    opened[name] = stream;
    return stream;
  };
  return {
    get stdin() {
      return io.stdin;
    },
    get stdout() {
      return open('stdout');
    },
    get stderr() {
      return open('stderr');
    },
    env: io.env,
    cwd: io.cwd,
    now: io.now,
  };
}

async function answer(argv: readonly string[], io: Io): Promise<Ending> {
  const isVersion = argv.some((arg) => arg === '--version' || arg === '-V');
  if (isVersion && argv.every((arg) => ['--version', '-V', '--json'].includes(arg))) {
    const json = `{\n  "schemaVersion": 1,\n  "version": "${VERSION}"\n}\n`;
    io.stdout.write(argv.includes('--json') ? json : `${VERSION}\n`);
    return { exitCode: 0, unprinted: 1 };
  }
  if (HELP_TEXT !== null && (argv.length === 0 || argv.join() === '--help') && !io.stdout.isTTY) {
    io.stdout.write(HELP_TEXT);
    return { exitCode: 0, unprinted: 1 };
  }
  const { run } = await import('./run.ts');
  return run(argv, io);
}
