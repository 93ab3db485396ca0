import { disk, OPEN } from './disk.ts';

/** Cuts a file to a length, durably. */
export function cutFile(path: string, length: number): void {
  const file = disk.open(path, OPEN.write);
  try {
    disk.truncate(file, length);
    disk.fsync(file);
  } finally {
    disk.close(file);
  }
}
