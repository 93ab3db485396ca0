import { join } from 'node:path';
import { STATUSES } from '../format/status.ts';
import { TicketsError } from '../tickets/tickets-error.ts';
import { errorCode } from './error-code.ts';
import { fileKind } from './file-kind.ts';
import { type DoneBefore, fileSystemError } from './file-system-error.ts';
import { itemsDirectlyIn } from './locate-root.ts';
import { makeDirectory } from './make-directory.ts';
import { writeNewFile } from './staging.ts';
import { syncDirectory } from './sync-directory.ts';

/**
 * Makes the three status directories, each with a `.gitkeep` so that git keeps it, unless told otherwise. Returns what
 * it made. `takeBack` is called after an error, and tells whether nothing of it is left.
 */
export function initRoot(
  root: string,
  { gitkeep = true, takeBack = () => false }: { gitkeep?: boolean; takeBack?: () => boolean } = {},
): string[] {
  let before: DoneBefore | undefined;
  try {
    checkRoot(root);
    const made: string[] = [];
    const begin = (): void => {
      before = { done: `${root} is made in part`, hint: 'run the same command again' };
    };
    for (const status of STATUSES) {
      const directory = join(root, status);
      if (makeDirectory(directory, begin)) made.push(`${status}/`);
      if (!gitkeep || !makeEmptyFile(join(directory, '.gitkeep'))) continue;
      begin();
      syncDirectory(directory);
      if (!made.includes(`${status}/`)) made.push(`${status}/.gitkeep`);
    }
    return made;
  } catch (error) {
    throw fileSystemError(error, root, before && !takeBack() ? before : undefined);
  }
}

function checkRoot(root: string): void {
  if (fileKind(join(root, 'open')) === 'missing' && itemsDirectlyIn(root) > 0) {
    throw new TicketsError(
      'other-layout',
      `${root} has another layout: items stand directly in it`,
      'move each item into the directory of its status, or name another --root',
    );
  }
  for (const status of STATUSES) {
    const kind = fileKind(join(root, status));
    if (kind === 'directory' || kind === 'missing') continue;
    const what = kind === 'symlink' ? 'a symbolic link, which is not followed' : 'no directory';
    throw new TicketsError('exists', `${join(root, status)} is ${what}`, 'move it away; nothing was made');
  }
}

/** Makes an empty file; returns whether it was missing. */
function makeEmptyFile(path: string): boolean {
  try {
    writeNewFile(path, '');
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}
