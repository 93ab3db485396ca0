import { runGit, splitNames } from './run-git.ts';

/** A file of a commit or of the index. `path` is relative to the top of the worktree. */
export interface GitFile {
  path: string;
  mode: string;
  oid: string;
}

/** The files below a directory in a commit or tree. `directory` is relative to the worktree, '' for all of it. */
export function treeFiles(worktree: string, treeish: string, directory: string): GitFile[] {
  const paths = directory === '' ? [] : ['--', `${directory}/`];
  const answer = runGit(worktree, ['ls-tree', '-r', '-z', '--full-tree', treeish, ...paths]);
  return splitNames(answer).map((line) => {
    const [, mode = '', oid = '', path = ''] = /^(\d+) \w+ ([0-9a-f]+)\t(.*)$/s.exec(line) ?? [];
    return { path, mode, oid };
  });
}

/** The files below a directory in the index; stage 1, 2 and 3 are base, ours and theirs of a conflict. */
export function indexFiles(worktree: string, directory: string): (GitFile & { stage: number })[] {
  const paths = directory === '' ? [] : ['--', directory];
  const answer = runGit(worktree, ['ls-files', '-s', '-z', ...paths]);
  return splitNames(answer).map((line) => {
    const [, mode = '', oid = '', stage = '0', path = ''] = /^(\d+) ([0-9a-f]+) (\d)\t(.*)$/s.exec(line) ?? [];
    return { path, mode, oid, stage: Number(stage) };
  });
}

/** All paths in conflict, wherever they are. */
export function unmergedPaths(worktree: string): Set<string> {
  return new Set(
    splitNames(runGit(worktree, ['ls-files', '-u', '-z'])).map((line) => line.slice(line.indexOf('\t') + 1)),
  );
}

/** The paths below a directory at which the files may differ from the index, and those of which it knows nothing. */
export function changedFiles(worktree: string, directory: string): { changed: string[]; untracked: string[] } {
  const paths = directory === '' ? [] : ['--', directory];
  return {
    changed: [...new Set(splitNames(runGit(worktree, ['diff-files', '--name-only', '-z', ...paths])))],
    untracked: splitNames(runGit(worktree, ['ls-files', '-z', '--others', ...paths])),
  };
}

/** The names that git would give the contents of files, after the conversions that it would make. */
export function hashFiles(worktree: string, paths: readonly string[]): string[] {
  if (paths.length === 0) return [];
  // git would unquote a line that begins with a quote, and a line break ends one.
  const listed = paths.filter((path) => !/\n|^"/.test(path));
  const input = listed.map((path) => `${path}\n`).join('');
  const names = runGit(worktree, ['hash-object', '--stdin-paths'], { input }).toString().trim().split('\n');
  const byPath = new Map(listed.map((path, index) => [path, names[index] ?? '']));
  return paths.map((path) => byPath.get(path) ?? runGit(worktree, ['hash-object', '--', path]).toString().trim());
}
