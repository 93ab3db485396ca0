import { createRequire } from 'node:module';

/** git's `user.name` as it is in a directory; null where there is none, or no git. */
export function gitUserName(cwd: string): string | null {
  // Loaded here: most commands need no child process, and to load what starts one takes as long as an append.
  const { spawnSync } = createRequire(import.meta.url)('node:child_process') as typeof import('node:child_process');
  const git = spawnSync('git', ['config', '--get', 'user.name'], { cwd, encoding: 'utf8' });
  const name = git.status === 0 ? git.stdout.trim() : '';
  return name === '' ? null : name;
}
