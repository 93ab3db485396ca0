import { spawnSync } from 'node:child_process';

/** git's `user.name` as it is in a directory; null where there is none, or no git. */
export function gitUserName(cwd: string): string | null {
  const git = spawnSync('git', ['config', '--get', 'user.name'], { cwd, encoding: 'utf8' });
  const name = git.status === 0 ? git.stdout.trim() : '';
  return name === '' ? null : name;
}
