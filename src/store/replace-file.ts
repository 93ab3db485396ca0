import { renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { withStaging, writeNewFile } from './staging.ts';
import { syncDirectory } from './sync-directory.ts';

/**
 * Replaces a file's content in one step, keeping its mode: a reader sees the old content or the new one. `executable` is
 * for a file that is not there yet.
 */
export function replaceFile(root: string, path: string, content: string | Uint8Array, executable = false): void {
  withStaging(root, (staged) => {
    writeNewFile(staged, content, { like: path, executable });
    renameSync(staged, path);
    syncDirectory(dirname(path));
  });
}
