/**
 * Something wrong in a file that was read. Wrong data on disk is a value, never an exception: the rest of
 * the file is still read. `code` is stable; `message` is for people and may change.
 */
export interface Problem {
  code: string;
  message: string;
  /** 1-based line in the file, where one is known. */
  line?: number;
}
