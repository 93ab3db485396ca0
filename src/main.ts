import type { Io } from './terminal/io.ts';
import { VERSION } from './version.ts';

/**
 * Runs one command line and returns its exit code. `--version` is answered here: whatever is loaded for the rest
 * would only slow it down.
 */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  for (const stream of [io.stdout, io.stderr]) stream.on('error', ignoreClosedPipe);
  if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
    io.stdout.write(`${VERSION}\n`);
    return 0;
  }
  const { run } = await import('./run.ts');
  return run(argv, io);
}

/** A reader that has seen enough (`| head`) is no error. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}
