import { runGit } from './run-git.ts';
import type { GitFile } from './tree-files.ts';

/** Stages files as they are on the disk, those that are gone as removed. A conflict about them is over. */
export function stageMerged(worktree: string, paths: readonly string[]): void {
  if (paths.length === 0) return;
  const input = paths.map((path) => `${path}\0`).join('');
  runGit(worktree, ['update-index', '--add', '--remove', '-z', '--stdin'], { input });
}

/** Marks files as in conflict, with what base, ours and theirs (1, 2, 3) have. git commits nothing while there is one. */
export function stageConflicts(worktree: string, entries: readonly (GitFile & { stage: number })[]): void {
  if (entries.length === 0) return;
  const paths = new Set(entries.map(({ path }) => path));
  const none = '0'.repeat(entries[0]?.oid.length ?? 40);
  const removed = [...paths].map((path) => `0 ${none}\t${path}\0`);
  const added = entries.map(({ mode, oid, stage, path }) => `${mode} ${oid} ${stage}\t${path}\0`);
  runGit(worktree, ['update-index', '-z', '--index-info'], { input: [...removed, ...added].join('') });
}
