import { dirname, join } from 'node:path';
import { putIntoPlace } from './put-into-place.ts';
import { withStaging, writeNewFile } from './staging.ts';
import { syncDirectory } from './sync-directory.ts';

/**
 * Writes a file in one step, keeping the mode of the one that it replaces: a reader sees the old content or the new one.
 * Other names of the old file (hard links) keep the old content. `onPlaced` is told as soon as it is
 * there. Call it with the lock held.
 */
export function replaceFile(root: string, path: string, content: string | Uint8Array, onPlaced = () => {}): void {
  withStaging(root, 'replace', (directory) => {
    const staged = join(directory, 'file');
    writeNewFile(staged, content, path);
    putIntoPlace(staged, path);
    onPlaced();
    syncDirectory(dirname(path));
  });
}
