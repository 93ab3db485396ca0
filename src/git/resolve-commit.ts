import { TicketsError } from '../tickets/tickets-error.ts';
import { askGit, runGit } from './run-git.ts';

/** The full name of the commit that a revision names. Throws a TicketsError `usage` where there is none here. */
export function resolveCommit(worktree: string, revision: string): string {
  const { status, stdout } = askGit(worktree, [
    ...['rev-parse', '--verify', '--quiet', '--end-of-options'],
    `${revision}^{commit}`,
  ]);
  const name = stdout.toString().trim();
  if (status === 0 && name !== '') return name;
  throw new TicketsError('usage', `'${revision}' is no commit here`, 'a branch, tag or commit; is it fetched?');
}

/** Whether a clone lacks the older commits. */
export function isShallow(worktree: string): boolean {
  return runGit(worktree, ['rev-parse', '--is-shallow-repository']).toString().trim() === 'true';
}
