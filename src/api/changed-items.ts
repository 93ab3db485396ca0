import { basename, dirname, join, relative } from 'node:path';
import type { Scope } from '../doctor/check-tree.ts';
import { differsFromIndex, pathsSince, stagedPaths } from '../git/changed-paths.ts';
import { checkRepository } from '../git/check-repository.ts';
import { exportIndex } from '../git/export-index.ts';
import { gitDirectory } from '../git/git-directory.ts';
import { withTemporaryDirectory } from '../git/temporary-directory.ts';
import type { Root } from '../store/locate-root.ts';
import { TicketsError } from '../tickets/tickets-error.ts';
import { pathInside } from './path-inside.ts';

/** What changed since a branch parted from a revision. */
export function changedSince(root: Root, revision: string): Scope {
  const worktree = worktreeOf(root);
  return scopeOf(root, worktree, pathsSince(worktree, revision));
}

/**
 * Runs a step on the tree as it is staged, which is what a commit will hold: where the files differ from that, on a copy
 * of it outside of the tree.
 */
export function withStagedTree<T>(root: Root, step: (tree: Root, scope: Scope) => T): T {
  const worktree = worktreeOf(root);
  const scope = scopeOf(root, worktree, stagedPaths(worktree));
  const paths = [root.path, join(root.project, 'TODO.md'), join(root.project, 'tickets')]
    .map((path) => pathInside(worktree, path))
    .flatMap((path) => (path === null ? [] : [path || '.']));
  if (!differsFromIndex(worktree, paths)) return step(root, scope);
  return withTemporaryDirectory((directory) => {
    // As deep as a root may stand in its project, so that nothing outside of the directory is looked at.
    const copy = join(directory, basename(dirname(worktree)), basename(worktree));
    exportIndex(worktree, paths, copy);
    const path = join(copy, relative(worktree, root.path));
    return step({ path, project: join(path, relative(root.path, root.project)) }, scope);
  });
}

function worktreeOf(root: Root): string {
  const git = gitDirectory(root.path);
  if (git) {
    checkRepository(git.worktree);
    return git.worktree;
  }
  throw new TicketsError('git', `${root.path} is in no git repository`, 'without one, nothing tells what changed');
}

function scopeOf(root: Root, worktree: string, changed: readonly string[]): Scope {
  const paths = new Set(changed.map((path) => slashed(relative(root.path, join(worktree, path)))));
  // The second name of a path in the root is an item's.
  const ids = new Set([...paths].map((path) => path.split('/')[1] ?? ''));
  return ({ item, path }) => (item !== null && ids.has(item)) || paths.has(path);
}

function slashed(path: string): string {
  return path.replaceAll('\\', '/');
}
