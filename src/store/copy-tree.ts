import { join } from 'node:path';
import { disk } from './disk.ts';
import { readFile } from './read-file.ts';
import { writeNewFile } from './staging.ts';
import { syncDirectory } from './sync-directory.ts';

/** Copies a directory of files and directories, durably, each file with its mode. False where anything else is in it. */
export function copyTree(from: string, to: string): boolean {
  disk.mkdir(to);
  for (const entry of disk.readdir(from)) {
    const [path, copy] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) {
      if (!copyTree(path, copy)) return false;
      continue;
    }
    const read = readFile(path);
    if (read.kind !== 'read') return false;
    writeNewFile(copy, read.bytes, path);
  }
  syncDirectory(to);
  return true;
}
