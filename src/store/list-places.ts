import { join } from 'node:path';
import { STATUSES, type Status } from '../format/status.ts';
import type { ItemPlace } from '../tickets/change.ts';
import { disk } from './disk.ts';
import { errorCode } from './error-code.ts';
import { fileKind } from './file-kind.ts';
import { namesOfDirectories } from './names-of-directories.ts';

/** Something in the tree that is not an item, but stands where items are. */
export interface TreeProblem {
  code: string;
  /** Relative to the root. */
  path: string;
  message: string;
}

export interface Places {
  /** In the order of the statuses, then by name. A directory without item.md may be among them. */
  places: ItemPlace[];
  problems: TreeProblem[];
}

/**
 * The item directories of a tree, by name alone. Symbolic links are not followed, but reported. `backwards`: the
 * directories are read in the other order, with the same result.
 */
export function listPlaces(root: string, statuses: readonly Status[] = STATUSES, backwards = false): Places {
  const places: ItemPlace[] = [];
  const problems: TreeProblem[] = [];
  const wanted = STATUSES.filter((status) => statuses.includes(status));
  for (const status of backwards ? wanted.reverse() : wanted) {
    const kind = fileKind(join(root, status));
    if (kind === 'missing') continue;
    if (kind !== 'directory') {
      const what =
        kind === 'symlink'
          ? 'a symbolic link, which is not followed'
          : kind === 'hidden'
            ? 'not to be seen (permission denied)'
            : 'no directory';
      problems.push({ code: 'layout/status-not-a-directory', path: status, message: `${status} is ${what}` });
      continue;
    }
    readStatus(root, status, places, problems);
  }
  if (backwards) places.sort((a, b) => STATUSES.indexOf(a.status) - STATUSES.indexOf(b.status));
  return { places, problems };
}

function readStatus(root: string, status: Status, places: ItemPlace[], problems: TreeProblem[]): void {
  try {
    const directory = join(root, status);
    const names = namesOfDirectories(directory) ?? readDirectories(directory, status, problems);
    // Code units, not the locale: the same order on every machine.
    names.sort();
    for (const id of names) if (id.charCodeAt(0) !== DOT) places.push({ status, id });
  } catch (error) {
    const code = errorCode(error);
    if (code === undefined) throw error;
    problems.push({ code: 'layout/unreadable-directory', path: status, message: `${status} cannot be read (${code})` });
  }
}

const DOT = 46;

/** The names of the directories in a status directory. */
function readDirectories(directory: string, status: Status, problems: TreeProblem[]): string[] {
  const names: string[] = [];
  for (const entry of disk.readdir(directory)) {
    if (entry.isDirectory()) names.push(entry.name);
    else if (entry.isSymbolicLink() && !entry.name.startsWith('.')) {
      const path = `${status}/${entry.name}`;
      problems.push({ code: 'layout/symlink', path, message: `${path} is a symbolic link, which is not followed` });
    }
  }
  return names;
}

/** When an item last entered or left each status directory, in milliseconds since 1970; 0 for one that is not there. */
export function placesTimes(root: string): number[] {
  return STATUSES.map((status) => {
    try {
      return disk.lstat(join(root, status)).mtimeMs;
    } catch (error) {
      if (errorCode(error) === undefined) throw error;
      return 0;
    }
  });
}
