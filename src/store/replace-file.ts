import { dirname, join } from 'node:path';
import { fileKind } from './file-kind.ts';
import { putIntoPlace } from './put-into-place.ts';
import { EXECUTABLE, withStaging, writeNewFile } from './staging.ts';
import { syncDirectory } from './sync-directory.ts';

/**
/** How replaceFile writes. */
export interface ReplaceOptions {
  /** For a file that is not there yet: whether it may be run. */
  executable?: boolean;
  /** Told as soon as the file is there. */
  onPlaced?: () => void;
}

/**
 * Writes a file in one step, keeping the mode of the one that it replaces: a reader sees the old content or the new one.
 * Other names of the old file (hard links) keep the old content. Call it with the lock held.
 */
export function replaceFile(
  root: string,
  path: string,
  content: string | Uint8Array,
  { executable = false, onPlaced }: ReplaceOptions = {},
): void {
  withStaging(root, 'replace', (directory) => {
    const staged = join(directory, 'file');
    writeNewFile(staged, content, executable && fileKind(path) === 'missing' ? EXECUTABLE : path);
    putIntoPlace(staged, path);
    onPlaced?.();
    syncDirectory(dirname(path));
  });
}
