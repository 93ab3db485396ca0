import { isAbsolute, relative } from 'node:path';

/** A path relative to the worktree, with `/`; null for one that is not in it. */
export function pathInWorktree(worktree: string, path: string): string | null {
  const place = relative(worktree, path);
  return place.startsWith('..') || isAbsolute(place) ? null : place.replaceAll('\\', '/');
}
