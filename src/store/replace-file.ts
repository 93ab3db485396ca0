import { dirname } from 'node:path';
import { disk } from './disk.ts';
import { withStaging, writeNewFile } from './staging.ts';
import { syncDirectory } from './sync-directory.ts';

/** Replaces a file's text in one step, keeping its mode: a reader sees the old text or the new one. */
export function replaceFile(root: string, path: string, text: string): void {
  withStaging(root, (staged) => {
    writeNewFile(staged, text, path);
    disk.rename(staged, path);
    syncDirectory(dirname(path));
  });
}
