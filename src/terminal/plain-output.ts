import { writeSync } from 'node:fs';
import { isPlainFile } from './is-plain-file.ts';
import type { Output } from './output.ts';

/** How long is waited where a pipe is full that does not block, in milliseconds. */
const FULL = 2;

/**
 * Writes to a file, a pipe or the null device with nothing in between: Node's streams take as long to load as everything
 * else that `tickets show` does. Null for anything else, such as a terminal, which is a stream's.
 */
export function plainOutput(file: number): Output | null {
  if (!isPlainFile(file)) return null;
  const listeners: ((error: NodeJS.ErrnoException) => void)[] = [];
  let isBroken = false;
  return {
    isTTY: false,
    isImmediate: true,
    on: (_, listener) => {
      listeners.push(listener);
    },
    write: (part) => {
      if (isBroken) return;
      try {
        if (typeof part === 'string') writeText(file, part);
        else writeAll(file, part);
      } catch (error) {
        if (listeners.length === 0 || !(error instanceof Error)) throw error;
        isBroken = true;
        for (const listener of listeners) listener(error);
      }
    },
  };
}

/** Characters that are put into bytes at a time. A multiple of that would be room for all of them, whatever they are. */
const SLICE = 32 * 1024;
let room: Buffer | undefined;

/** In the same bytes over and over again: fresh ones take longer to get than to fill. */
function writeText(file: number, text: string): void {
  const needed = 3 * Math.min(SLICE, Math.max(text.length, 1024));
  if (room === undefined || room.length < needed) room = Buffer.allocUnsafeSlow(needed);
  for (let at = 0; at < text.length; ) {
    const end = sliceEnd(text, at);
    const slice = at === 0 && end === text.length ? text : text.slice(at, end);
    writeAll(file, room.subarray(0, room.write(slice)));
    at = end;
  }
}

/** Not between the halves of a character. */
function sliceEnd(text: string, start: number): number {
  const end = start + SLICE;
  if (end >= text.length) return text.length;
  return (text.charCodeAt(end - 1) & 0xfc00) === 0xd800 ? end - 1 : end;
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.length; ) {
    try {
      written += writeSync(file, bytes, written);
    } catch (error) {
      // Whoever has the other end, or started us, may have told the pipe not to block.
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, FULL);
    }
  }
}
