import { disk } from './disk.ts';

/** Writes all bytes. A full disk can make a write return a short count without an error, so the count is looked at. */
export function writeFully(file: number, bytes: Uint8Array): void {
  let written = 0;
  while (written < bytes.length) {
    const count = disk.write(file, bytes, written, bytes.length - written);
    if (count === 0) throw Object.assign(new Error('nothing could be written'), { code: 'ENOSPC' });
    written += count;
  }
}
