import { readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

export interface GitDirectory {
  /** The worktree's own git directory: `.git`, or where its `.git` file points. */
  path: string;
  /** The top of the worktree. */
  worktree: string;
}

/** The git directory of the worktree that a path is in; null outside of git. Without running git: it costs a process. */
export function gitDirectory(path: string): GitDirectory | null {
  for (let directory = resolve(path); ; directory = dirname(directory)) {
    const git = join(directory, '.git');
    const stat = statSync(git, { throwIfNoEntry: false });
    if (stat?.isDirectory()) return { path: git, worktree: directory };
    if (stat?.isFile()) {
      // A linked worktree or a submodule (gitrepository-layout(5)).
      const target = /^gitdir: (.+)$/m.exec(readFileSync(git, 'utf8'))?.[1];
      if (target !== undefined) return { path: resolve(directory, target.trim()), worktree: directory };
    }
    if (directory === dirname(directory)) return null;
  }
}
