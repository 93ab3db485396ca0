import type { ErrorCode } from './tickets/tickets-error.ts';

/** The exit codes of the program. */
export const EXIT = {
  done: 0,
  /** Findings, or a request that could not be carried out. */
  refused: 1,
  usage: 2,
  /** doctor could not check everything; a fault of the program itself. */
  fault: 3,
} as const;

/** The exit code of an error, for a command that has no other. */
export function exitCodeOf(code: ErrorCode): number {
  return code === 'usage' || code === 'config' ? EXIT.usage : EXIT.refused;
}
