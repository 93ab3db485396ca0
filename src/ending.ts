import type { ErrorCode } from './tickets/tickets-error.ts';

/** The exit code, and the one where what was to be printed could not be. */
export interface Ending {
  exitCode: number;
  unprinted: number;
}

/** An ending whose answer nobody can read is an error like any; a check says by `exitCodeFor` that it has not checked. */
export function endingOf(exitCode: number, exitCodeFor: (code: ErrorCode) => number): Ending {
  return { exitCode, unprinted: Math.max(exitCode, exitCodeFor('file-system')) };
}
