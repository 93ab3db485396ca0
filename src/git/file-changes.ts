import type { Seen } from '../tickets/history.ts';
import { queryGit } from './query-git.ts';

/** What a commit did to a file. */
export interface FileChange {
  commit: string;
  /** The commits before it; none for the first. */
  parents: string[];
  /** Relative to the top of the repository. */
  path: string;
  /** The content that it gave the file; null where it removed it. */
  blob: string | null;
}

const HEADER = '\x01';
const REMOVED = '000000';
const REGULAR = '100';

/**
 * What commits did to the files of these patterns (gitglossary(7), "pathspec"), latest first. A merge counts where it
 * has something that none of its parents had; the rest stands in the commits that it joins.
 */
export function fileChanges(
  worktree: string,
  revisions: readonly string[],
  patterns: readonly string[],
): Seen<FileChange[]> {
  const answer = queryGit(worktree, [
    'log',
    `--format=${HEADER}%H %P`,
    '--topo-order',
    // Without it git leaves out a branch whose changes were undone before it was merged.
    '--full-history',
    '--raw',
    '-c',
    '-z',
    '--no-abbrev',
    '--no-renames',
    '--no-ext-diff',
    '--no-textconv',
    '--no-color',
    // In place of `diff.orderFile`, which may name any file.
    '-O/dev/null',
    ...revisions,
    '--',
    ...patterns,
  ]);
  if (answer.kind === 'failed') return { found: [], gap: answer.reason };
  return { found: parseChanges(answer.output.toString()), gap: null };
}

/**
 * Reads `git log --raw -c -z`: per commit its header, then for each file the modes, contents and letters (a merge has one
 * of each per parent, and begins with as many colons), and the path.
 */
function parseChanges(text: string): FileChange[] {
  const changes: FileChange[] = [];
  const parts = text.split('\0');
  let commit = '';
  let parents: string[] = [];
  for (let index = 0; index < parts.length; index += 1) {
    const part = (parts[index] ?? '').trimStart();
    if (part.startsWith(HEADER)) [commit = '', ...parents] = part.slice(1).trim().split(' ');
    else if (part.startsWith(':')) {
      const fields = part.replace(/^:+/, '').split(' ');
      // The last mode and the last content are what the commit has; before them come those of its parents.
      const mode = fields[(fields.length - 3) / 2] ?? '';
      const blob = fields.at(-2) ?? '';
      index += 1;
      // A link or a submodule is no text.
      if (mode !== REMOVED && !mode.startsWith(REGULAR)) continue;
      changes.push({ commit, parents, path: parts[index] ?? '', blob: mode === REMOVED ? null : blob });
    }
  }
  return changes;
}
