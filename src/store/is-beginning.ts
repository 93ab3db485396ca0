import { readFile } from './read-file.ts';

/** Whether a file is there and holds the beginning of one of the contents, or all of it: a draft that was cut off. */
export function isBeginning(path: string, contents: readonly Buffer[]): boolean {
  const read = readFile(path);
  return read.kind === 'read' && contents.some((content) => content.subarray(0, read.bytes.length).equals(read.bytes));
}
