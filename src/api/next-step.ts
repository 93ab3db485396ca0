import type { MergeKind } from '../git/merge-state.ts';
import { askGit } from '../git/run-git.ts';

/**
 * The command of git that goes on once everything of an operation is settled and staged; null where none is needed.
 * `hasChanged`: whether something is staged that a merge which went through did not have.
 */
export function nextStep(worktree: string, operation: MergeKind, hasChanged: boolean): string | null {
  switch (operation) {
    case 'merge':
    case 'rebase':
      return `git ${operation} --continue`;
    case 'cherry-pick':
    case 'revert':
      // git refuses to make a commit of nothing there.
      return `git ${operation} ${isNothingStaged(worktree) ? '--skip' : '--continue'}`;
    case 'merged':
    case 'none':
      return hasChanged ? 'git commit' : null;
    case 'stages':
      return null;
  }
}

function isNothingStaged(worktree: string): boolean {
  return askGit(worktree, ['diff', '--cached', '--quiet', 'HEAD', '--']).status === 0;
}
