import { readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { TicketsError } from '../tickets/tickets-error.ts';

export interface GitDirectory {
  /** The worktree's own git directory: `.git`, or where its `.git` file points. */
  path: string;
  /** The top of the worktree. */
  worktree: string;
}

/**
 * The git directory of the worktree that a path is in; null outside of git. Without running git: it costs a process. Throws
 * a TicketsError where it cannot be told: whoever guessed would take another lock than the others.
 */
export function gitDirectory(path: string): GitDirectory | null {
  for (let directory = resolve(path); ; directory = dirname(directory)) {
    const git = join(directory, '.git');
    const stat = lookingAt(git, () => statSync(git, { throwIfNoEntry: false }));
    if (stat?.isDirectory()) return { path: git, worktree: directory };
    if (stat?.isFile()) {
      // A linked worktree or a submodule (gitrepository-layout(5)).
      const target = /^gitdir: (.+)$/m.exec(lookingAt(git, () => readFileSync(git, 'utf8')))?.[1];
      if (target !== undefined) return { path: resolve(directory, target.trim()), worktree: directory };
    }
    if (directory === dirname(directory)) return null;
  }
}

/** Runs a step that looks at a `.git`; an error of the system is one that a person can do something about. */
function lookingAt<T>(git: string, step: () => T): T {
  try {
    return step();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    const why = error.code === 'ELOOP' ? 'it is a symbolic link that leads in a circle (ELOOP)' : error.code;
    throw new TicketsError('git', `cannot read ${git}: ${why}; nothing was changed`, 'repair it, or remove it');
  }
}
