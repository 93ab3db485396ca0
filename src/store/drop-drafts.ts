import { type Dirent, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode } from './error-code.ts';
import { fileKind } from './file-kind.ts';
import { isBeginning } from './is-beginning.ts';
import { removeIfEmpty, STAGING } from './staging.ts';

/**
 * Removes the drafts that a killed run left in `.tmp`: those in which every file is the beginning of one of the given
 * contents, which stand elsewhere. Any other draft may be the only copy of a text, and stays. Call it with the lock held.
 */
export function dropDrafts(root: string, contents: readonly (string | Uint8Array)[]): void {
  const known = contents.map((content) => Buffer.from(content));
  const hasCopiesOnly = (path: string, entry: Dirent): boolean => {
    if (entry.isFile()) return isBeginning(path, known);
    return entry.isDirectory() && listDirectory(path).every((below) => hasCopiesOnly(join(path, below.name), below));
  };
  const directory = join(root, STAGING);
  if (fileKind(directory) !== 'directory') return;
  const drafts = listDirectory(directory).filter((entry) => hasCopiesOnly(join(directory, entry.name), entry));
  for (const draft of drafts) rmSync(join(directory, draft.name), { recursive: true, force: true });
  removeIfEmpty(directory);
}

function listDirectory(path: string): Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}
