import { resolve } from 'node:path';
import { TicketsError } from '../tickets/tickets-error.ts';
import { askGit, reasonOf, runGit } from './run-git.ts';

/** A repository's own settings whose names match; those of the user and the system are left out with `local`. */
export function readConfig(worktree: string, pattern: string, scope: 'local' | 'all' = 'local'): Map<string, string> {
  const only = scope === 'local' ? ['--local'] : [];
  const { status, stdout, stderr } = askGit(worktree, ['config', ...only, '-z', '--get-regexp', pattern]);
  if (status > 1) throw new TicketsError('git', `git config failed: ${reasonOf(stderr, status)}`);
  const entries = stdout.toString().split('\0').slice(0, -1);
  // `<name>LF<value>`, and the name alone where it has no value.
  return new Map(
    entries.map((entry): [string, string] => [entry.split('\n', 1)[0] ?? '', entry.replace(/^[^\n]*\n?/, '')]),
  );
}

/** Sets a value in the repository's own configuration, which all of its worktrees share. */
export function setConfig(worktree: string, name: string, value: string): void {
  runGit(worktree, ['config', '--local', '--replace-all', name, value]);
}

/** Where git has a file of its own for a worktree: `info/attributes`, `hooks`. Absolute. */
export function gitPath(worktree: string, name: string): string {
  return resolve(worktree, runGit(worktree, ['rev-parse', '--git-path', name]).toString().replace(/\n$/, ''));
}

/** Takes a value out of the repository's own configuration, if it is there. */
export function unsetConfig(worktree: string, name: string): void {
  const { status, stderr } = askGit(worktree, ['config', '--local', '--unset-all', name]);
  // 5: there is none.
  if (status !== 0 && status !== 5) throw new TicketsError('git', `git config failed: ${reasonOf(stderr, status)}`);
}
