import type { EntryKind } from '../tickets/tree.ts';
import { startGit } from './run-git.ts';
import { entryKind } from './tree-object.ts';

/** A file that is not the same in two trees; null on the side that lacks it. */
export interface ChangedFile {
  /** Relative to the trees. */
  path: string;
  was: FileOfTree | null;
  is: FileOfTree | null;
}

export interface FileOfTree {
  kind: EntryKind;
  /** git's name of the content. */
  id: string;
}

/**
 * The files that differ between trees, by git's names of them, for many pairs at once. Nothing of the repository's
 * configuration has a say in it, and nothing is taken for renamed.
 */
export async function changesBetween(
  worktree: string,
  pairs: readonly (readonly [string, string])[],
): Promise<ChangedFile[][]> {
  const wanted = new Set(pairs.flatMap(([a, b]) => (a === b ? [] : [`${a} ${b}\n`])));
  if (wanted.size === 0) return pairs.map(() => []);
  const options = ['--stdin', '-r', '-z', '--raw', '--no-abbrev', '--no-renames', '--ignore-submodules=none'];
  const answer = await startGit(worktree, ['diff-tree', ...options, '-O/dev/null'], [...wanted].join(''));
  const byPair = parseChanges(answer.toString());
  return pairs.map(([a, b]) => byPair.get(`${a} ${b}`) ?? []);
}

/** Per pair a line with its names; per file `:<mode> <mode> <id> <id> <letter>NUL<path>NUL` (git-diff-tree(1)). */
function parseChanges(text: string): Map<string, ChangedFile[]> {
  const pairs = new Map<string, ChangedFile[]>();
  let changes: ChangedFile[] = [];
  const parts = text.split('\0');
  for (let index = 0; index < parts.length; index += 2) {
    let part = parts[index] ?? '';
    for (let end = part.indexOf('\n'); end >= 0; end = part.indexOf('\n')) {
      changes = [];
      pairs.set(part.slice(0, end), changes);
      part = part.slice(end + 1);
    }
    if (part === '') continue;
    const [was = '', is = '', idBefore = '', id = ''] = part.slice(1).split(' ');
    changes.push({ path: parts[index + 1] ?? '', was: fileOf(was, idBefore), is: fileOf(is, id) });
  }
  return pairs;
}

function fileOf(mode: string, id: string): FileOfTree | null {
  return mode === '000000' ? null : { kind: entryKind(mode), id };
}
