import { join } from 'node:path';
import { type DiskEntry, disk } from './disk.ts';
import { errorCode } from './error-code.ts';
import { readFile } from './read-file.ts';

export interface FoundFile {
  /** Relative to the directory that was asked for, with `/`. */
  path: string;
  bytes: Buffer;
  /** Whether its owner may run it. */
  executable: boolean;
}

/** Every regular file in a directory, by path. What is none of these, or cannot be read, is named in `problems`. */
export function readAllFiles(
  directory: string,
  { recursive }: { recursive: boolean },
): { files: FoundFile[]; problems: { path: string; reason: string }[] } {
  const files: FoundFile[] = [];
  const problems: { path: string; reason: string }[] = [];
  const walk = (below: string): void => {
    for (const entry of list(below)) {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) {
        if (recursive) walk(path);
        continue;
      }
      const read = readFile(join(directory, path));
      if (read.kind === 'read') files.push({ path, bytes: read.bytes, executable: read.executable });
      else problems.push({ path, reason: read.kind === 'missing' ? 'is gone' : read.reason });
    }
  };
  const list = (below: string): DiskEntry[] => {
    try {
      return disk.readdir(join(directory, below));
    } catch (error) {
      const code = errorCode(error);
      if (code === undefined) throw error;
      if (code !== 'ENOENT') problems.push({ path: below === '' ? '.' : below, reason: `cannot be listed (${code})` });
      return [];
    }
  };
  walk('');
  return { files: files.sort((a, b) => (a.path < b.path ? -1 : 1)), problems };
}
