import type { GlobalOptions } from './commands/command-module.ts';
import { parseCommandLine, type Request } from './commands/program.ts';
import { type Ending, endingOf } from './ending.ts';
import { EXIT, exitCodeOf } from './exit-code.ts';
import type { Io } from './terminal/io.ts';
import { TicketsError } from './tickets/tickets-error.ts';

/**
 * Carries out a command line that is more than `--version`; see main(). What a help text does not need is loaded only when
 * it is needed.
 */
export async function run(argv: readonly string[], io: Io): Promise<Ending> {
  const global = readGlobalOptions(argv);
  let request: Request;
  try {
    request = await parseCommandLine(argv, () => io.stdout.columns || 80);
    if (request.type === 'run' && !hasTime(io.now()))
      throw new TicketsError('usage', 'TICKETS_NOW is no time', 'like 2026-06-01T09:00:00Z');
  } catch (error) {
    const { printError } = await import('./print-error.ts');
    return endingOf(await printError(error, io, global, exitCodeOf), exitCodeOf);
  }
  if (request.type === 'run') {
    const { carryOut } = await import('./carry-out.ts');
    return carryOut(request, io);
  }
  if (global.json) {
    const { printJson } = await import('./print-json.ts');
    printJson(io, { help: request.text });
  } else io.stdout.write(request.text);
  return endingOf(EXIT.done, exitCodeOf);
}

/** Whether a time can be written as those of events are: with a year of four digits. */
function hasTime(now: Date): boolean {
  const year = now.getUTCFullYear();
  return year >= 0 && year <= 9999;
}

/** The options that also decide how an error in the command line itself is told. */
function readGlobalOptions(argv: readonly string[]): GlobalOptions {
  const end = argv.indexOf('--');
  const words = end < 0 ? argv : argv.slice(0, end);
  const color = words.includes('--no-color') ? false : words.includes('--color') ? true : undefined;
  return { json: words.includes('--json'), ...(color !== undefined && { color }) };
}
