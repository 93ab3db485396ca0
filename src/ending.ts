/** The exit code, and the one where what was to be printed could not be. */
export interface Ending {
  exitCode: number;
  unprinted: number;
}
