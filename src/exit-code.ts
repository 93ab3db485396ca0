import type { ErrorCode } from './tickets/tickets-error.ts';

/** The exit codes of the program. */
export const EXIT = {
  done: 0,
  /** Findings, or a request that could not be carried out. */
  refused: 1,
  usage: 2,
  /** doctor could not check everything; a fault of the program itself. */
  fault: 3,
  /** The change is recorded in the log, and not all that follows from it was written: the next command does the rest. */
  recorded: 4,
} as const;

/** The exit code of an error, for a command that has no other. */
export function exitCodeOf(code: ErrorCode): number {
  if (code === 'partly-applied') return EXIT.recorded;
  return code === 'usage' || code === 'config' ? EXIT.usage : EXIT.refused;
}
