import { spawnSync } from 'node:child_process';

/** Whether there is a program `git`. */
export function hasGit(cwd: string): boolean {
  return spawnSync('git', ['--version'], { cwd }).error === undefined;
}
