import { askGit, runGit } from './run-git.ts';

/** What is to be in the next commit. Paths are relative to the top of the worktree. */
export interface ToStage {
  /** Files on disk. */
  add: readonly string[];
  /** A file that will be on disk, with its text. */
  addText?: { path: string; text: string };
  /** Files that will be gone. */
  remove: readonly string[];
}

/**
 * Puts changes of certain paths into the index, all of them in one step, and touches nothing else in it. Needs nothing to
 * be gone from the disk yet. Throws a TicketsError `git`.
 */
export function stageFiles(worktree: string, { add, addText, remove }: ToStage): void {
  const hashes =
    add.length === 0 ? [] : lines(runGit(worktree, hashObject('--stdin-paths'), { input: `${add.join('\n')}\n` }));
  const entries = add.map((path, index) => `100644 ${hashes[index]}\t${path}`);
  if (addText) {
    const [hash] = lines(runGit(worktree, hashObject('--stdin', `--path=${addText.path}`), { input: addText.text }));
    entries.push(`100644 ${hash}\t${addText.path}`);
  }
  // As long as this repository's names are: SHA-1 or SHA-256.
  const none = '0'.repeat(hashes[0]?.length ?? 40);
  entries.push(...remove.map((path) => `0 ${none}\t${path}`));
  if (entries.length === 0) return;
  runGit(worktree, ['update-index', '-z', '--index-info'], { input: `${entries.join('\0')}\0` });
  // Only so that git need not read the files again; its exit code tells of other files that have changed.
  askGit(worktree, ['update-index', '-q', '--refresh']);
}

/** The name of the blob in the index at a path; null where there is none. */
export function stagedBlob(worktree: string, path: string): string | null {
  const run = askGit(worktree, ['ls-files', '--stage', '-z', '--', path]);
  return /^\d+ ([0-9a-f]+) 0\t/.exec(run.stdout.toString() ?? '')?.[1] ?? null;
}

/** The name that a text would have as a blob at a path. */
export function blobName(worktree: string, path: string, text: string): string | null {
  const run = askGit(worktree, ['hash-object', '--stdin', `--path=${path}`], { input: text });
  return run.status === 0 ? run.stdout.toString().trim() : null;
}

function hashObject(...args: string[]): string[] {
  return ['hash-object', '-w', ...args];
}

function lines(output: Buffer): string[] {
  return output.toString().trim().split('\n');
}
