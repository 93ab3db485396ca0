import { join } from 'node:path';
import { gitDirectory } from '../git/git-directory.ts';
import { initRoot } from '../store/init-root.ts';
import { type LocateOptions, locateRoot, namedRoot, ROOT_NAMES } from '../store/locate-root.ts';
import { TicketsError } from '../tickets/tickets-error.ts';
import { pathInside } from './path-inside.ts';

export interface InitResult {
  root: string;
  /** What was missing and is there now; empty when nothing was. */
  made: string[];
}

/** The directory that `init` makes where nothing names another. */
export const DEFAULT_ROOT = ROOT_NAMES[0];

/** Makes what is missing of the root that is named, of the one that is found, or else of a new one in `cwd`. */
export function init(options: LocateOptions): InitResult {
  const root = locateNewRoot(options);
  return { root, made: initRoot(root) };
}

/**
 * The root that is named or found, else a new one in `cwd`. It need not be there. The items of a repository that this one
 * stands in are not its own.
 */
export function locateNewRoot(options: LocateOptions): string {
  const named = namedRoot(options);
  if (named) return named.path;
  try {
    const { path, project } = locateRoot(options);
    return isOfAnother(options.cwd, project) ? join(options.cwd, DEFAULT_ROOT) : path;
  } catch (error) {
    if (error instanceof TicketsError && error.code === 'no-root') return join(options.cwd, DEFAULT_ROOT);
    throw error;
  }
}

function isOfAnother(cwd: string, project: string): boolean {
  const own = gitDirectory(cwd)?.worktree;
  // Null where the repository is around the project, and empty where it is the project.
  return own !== undefined && Boolean(pathInside(project, own));
}
