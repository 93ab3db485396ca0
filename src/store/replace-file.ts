import { renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { withStaging, writeNewFile } from './staging.ts';
import { syncDirectory } from './sync-directory.ts';

/** Replaces a file's text in one step, keeping its mode: a reader sees the old text or the new one. */
export function replaceFile(root: string, path: string, text: string): void {
  withStaging(root, (staged) => {
    writeNewFile(staged, text, path);
    renameSync(staged, path);
    syncDirectory(dirname(path));
  });
}
