/** What a command prints on: a stream of Node's, or anything that takes text as one does. */
export interface Output {
  isTTY?: boolean | undefined;
  /** The width of a terminal, in cells. */
  columns?: number | undefined;
  /** Whether what was written is out when `write` returns, and an error is told by then. */
  isImmediate?: boolean | undefined;
  write(part: string | Uint8Array): unknown;
  /** The listener hears of an error once, and nothing is written any more. */
  on(event: 'error', listener: (error: NodeJS.ErrnoException) => void): unknown;
}
