import { runGit, splitNames } from './run-git.ts';

/** Writes what is staged at some paths below a directory, as a checkout would. Paths are relative to the worktree. */
export function exportIndex(worktree: string, paths: readonly string[], directory: string): void {
  const names = splitNames(runGit(worktree, ['ls-files', '-z', '--cached', '--', ...paths]));
  const input = names.map((name) => `${name}\0`).join('');
  runGit(worktree, ['checkout-index', '-z', '--stdin', '-f', `--prefix=${directory}/`], { input });
}
