import { runGit } from './run-git.ts';

/** What an attribute is for each of some paths, which need not exist, whatever file of attributes says it. */
export function attributeValues(worktree: string, attribute: string, paths: readonly string[]): string[] {
  const answer = runGit(worktree, ['check-attr', '-z', attribute, '--', ...paths]).toString();
  // Path, attribute and value, again and again.
  return answer.split('\0').filter((_, index) => index % 3 === 2);
}
