import { read } from 'node:fs';
import type { Input } from './input.ts';
import { isPlainFile } from './is-plain-file.ts';

/** How long is waited where a pipe is empty that does not block, in milliseconds. */
const EMPTY = 5;
const PART = 64 * 1024;

/** Reads a file, a pipe or the null device with nothing in between. Null for anything else, such as a terminal. */
export function plainInput(file: number): Input | null {
  return isPlainFile(file) ? { isTTY: false, [Symbol.asyncIterator]: () => partsOf(file) } : null;
}

async function* partsOf(file: number): AsyncGenerator<Uint8Array> {
  for (;;) {
    const part = await readPart(file);
    if (part.length === 0) return;
    yield part;
  }
}

/** What is there, as soon as something is; empty at the end. */
function readPart(file: number): Promise<Uint8Array> {
  const room = Buffer.allocUnsafe(PART);
  return new Promise((resolve, reject) => {
    const ask = (): void => {
      read(file, room, 0, room.length, null, (error, count) => {
        if (error === null) resolve(room.subarray(0, count));
        // Whoever has the other end, or started us, may have told the pipe not to block.
        else if (error.code === 'EAGAIN') setTimeout(ask, EMPTY);
        else reject(error);
      });
    };
    ask();
  });
}
