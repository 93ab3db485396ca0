import type { GlobalOptions } from './commands/command-module.ts';
import { EXIT } from './exit-code.ts';
import { printJson } from './print-json.ts';
import { harmless, harmlessLine, harmlessText } from './render/harmless.ts';
import { loadTheme, wantsColor } from './render/theme.ts';
import type { Io } from './terminal/io.ts';
import { type ErrorCode, TicketsError } from './tickets/tickets-error.ts';

/** How many candidates an error names. */
const MOST_CANDIDATES = 10;

/** Tells of an error, in the form that was asked for, and returns the exit code. */
export async function printError(
  error: unknown,
  io: Io,
  global: GlobalOptions,
  exitCodeFor: (code: ErrorCode) => number,
): Promise<number> {
  if (!(error instanceof TicketsError)) {
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    if (global.json) {
      const message = error instanceof Error ? error.message : String(error);
      printJson(io, { error: { code: 'fault', message, hint: stack } });
    } else {
      io.stderr.write(`error: this is a fault of tickets itself; please report it\n${harmlessText(stack)}\n`);
    }
    return EXIT.fault;
  }
  const { code, message, hint, details } = error;
  const exitCode = exitCodeFor(code);
  if (global.json) {
    printJson(io, { error: { code, message, hint: hint ?? null, ...(details && { details }) } });
    return exitCode;
  }
  const theme = await loadTheme(
    wantsColor({ option: global.color, env: io.env, isTerminal: io.stderr.isTTY === true }),
  );
  io.stderr.write(`${theme.error('error:')} ${harmlessLine(message)}\n`);
  for (const line of [...candidateLines(details), ...problemLines(details)]) io.stderr.write(`  ${line}\n`);
  if (hint !== undefined) io.stderr.write(`${theme.hint('hint:')} ${harmlessLine(hint)}\n`);
  return exitCode;
}

/** The items that an ambiguous reference fits, one a line. */
function candidateLines(details: Record<string, unknown> | undefined): string[] {
  if (!Array.isArray(details?.candidates)) return [];
  const candidates = harmless(details.candidates as { status: string; id: string; title: string }[]);
  const lines = candidates
    .slice(0, MOST_CANDIDATES)
    .map(({ status, id, title }) => harmlessLine(`${status}/${id}  ${title}`));
  const more = candidates.length - lines.length;
  return more > 0 ? [...lines, `… and ${more} more`] : lines;
}

/** What is in the way of a whole operation, where it is more than the one thing that the message names. */
function problemLines(details: Record<string, unknown> | undefined): string[] {
  if (!Array.isArray(details?.problems) || details.problems.length < 2) return [];
  const problems = details.problems as { message: string; hint: string }[];
  return problems.map(({ message, hint }) => harmlessLine(`${message}; ${hint}`));
}
