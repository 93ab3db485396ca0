import { dirname } from 'node:path';
import { TicketsError } from '../tickets/tickets-error.ts';
import { askGit, reasonOf } from './run-git.ts';

/**
 * Makes sure that git reads the repository of a worktree, and no other one: what it says of nothing, or of the repository
 * around a broken one, would pass for an answer. Throws a TicketsError `git`.
 */
export function checkRepository(worktree: string): void {
  const ceiling = { GIT_CEILING_DIRECTORIES: dirname(worktree) };
  const { status, stderr } = askGit(worktree, ['rev-parse', '--git-dir'], { env: ceiling });
  if (status === 0) return;
  throw new TicketsError('git', `git cannot read the repository in ${worktree}: ${reasonOf(stderr, status)}`);
}
