import { runGit } from './run-git.ts';

/** What a commit did to some files. */
export interface FilesCommit {
  commit: string;
  parents: string[];
  author: string;
  /** When it was written: an ISO time with the author's own offset. */
  at: string;
  subject: string;
  files: FileVersions[];
}

/** A file before and after a commit; null where it was not there. A merge has one version before per parent. */
export interface FileVersions {
  path: string;
  was: (string | null)[];
  is: string | null;
}

const RECORD = '\x01';
const FIELD = '\x02';

/**
 * The commits that changed files at or below paths, latest first, with what each did to them. A merge counts where it has
 * something that none of its parents had.
 */
export function fileHistory(worktree: string, from: string, paths: readonly string[]): FilesCommit[] {
  const answer = runGit(worktree, [
    'log',
    `--format=${RECORD}${['%H', '%P', '%aN', '%aI', '%s'].join(FIELD)}`,
    ...['--topo-order', '--full-history', '--raw', '-c', '-z', '--no-abbrev', '--no-renames', '--no-ext-diff'],
    ...['--no-color', '--no-show-signature', '-O/dev/null'],
    from,
    '--',
    ...paths,
  ]);
  return parseLog(answer.toString());
}

/** Reads `git log --raw -c -z`: per commit its line, then for each file the modes, contents and letters, and the path. */
function parseLog(text: string): FilesCommit[] {
  const commits: FilesCommit[] = [];
  const parts = text.split('\0');
  for (let index = 0; index < parts.length; index += 1) {
    const part = (parts[index] ?? '').trimStart();
    const last = commits.at(-1);
    if (part.startsWith(RECORD)) {
      const [commit = '', parents = '', author = '', at = '', subject = ''] = part.slice(1).trimEnd().split(FIELD);
      commits.push({ commit, parents: parents.split(' ').filter(Boolean), author, at, subject, files: [] });
    } else if (part.startsWith(':') && last) {
      const fields = part.replace(/^:+/, '').split(' ');
      // Modes of the parents and of the commit, then as many contents, then the letters.
      const count = (fields.length - 1) / 2;
      const blobs = fields.slice(count, 2 * count).map((id, at) => (/^0+$/.test(fields[at] ?? '') ? null : id));
      index += 1;
      last.files.push({ path: parts[index] ?? '', was: blobs.slice(0, -1), is: blobs.at(-1) ?? null });
    }
  }
  return commits;
}
