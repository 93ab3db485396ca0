/** The exit codes of the program. */
export const EXIT = {
  done: 0,
  /** Findings, or a request that could not be carried out. */
  refused: 1,
  usage: 2,
  /** A fault of the program itself. */
  fault: 3,
} as const;
