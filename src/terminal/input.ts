/** What a command reads that nobody gave it on the command line: a stream of Node's, or anything whose bytes come in parts. */
export interface Input extends AsyncIterable<Uint8Array> {
  isTTY?: boolean | undefined;
}
