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
  const { io, opened } = watched(given, (error) => {
    // A reader that has seen enough (`| head`) is no error; a socket that we wait for tells it by another name.
    if (error.code !== 'EPIPE' && error.code !== 'ECONNRESET') lost = error;
  });
  const { exitCode, unprinted } = await answer(argv, io);
  // A stream tells of its errors in a later turn. Without one nothing is to be waited for, and V8 would collect garbage in it.
  if (![...opened.values()].every(({ isImmediate }) => isImmediate))
    await new Promise((resolve) => setImmediate(resolve));
  if (!lost) return exitCode;
  io.stderr.write(`error: the output could not be written (${lost.code}); what was to be done is done\n`);
  return unprinted;
}

/** The same streams, each of which tells of its errors from its first use on, and those that were used. */
function watched(
  given: Io,
  onError: (error: NodeJS.ErrnoException) => void,
): { io: Io; opened: ReadonlyMap<string, Output> } {
  const opened = new Map<'stdout' | 'stderr', Output>();
  const open = (name: 'stdout' | 'stderr'): Output => {
    const known = opened.get(name);
    if (known) return known;
    const output = given[name];
    output.on('error', onError);
    opened.set(name, output);
    return output;
  };
  const io: Io = {
    get stdin() {
      return given.stdin;
    },
    get stdout() {
      return open('stdout');
    },
    get stderr() {
      return open('stderr');
    },
    env: given.env,
    cwd: given.cwd,
    now: given.now,
  };
  return { io, opened };
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
