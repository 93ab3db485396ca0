import { TicketsError } from '../tickets/tickets-error.ts';
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
  // By hand: to split thousands of lines takes as long as all that is done with them.
  for (let at = 0; at < text.length; ) {
    if (text.charCodeAt(at) !== COLON) {
      const end = endOf(text, '\n', at);
      changes = [];
      pairs.set(text.slice(at, end), changes);
      at = end + 1;
      continue;
    }
    const pathStart = endOf(text, '\0', at) + 1;
    const end = endOf(text, '\0', pathStart);
    const idStart = at + BEFORE_IDS;
    const idEnd = endOf(text, ' ', idStart);
    changes.push({
      path: text.slice(pathStart, end),
      was: fileOf(text.slice(at + 1, at + 1 + MODE), text.slice(idStart, idEnd)),
      is: fileOf(text.slice(at + 2 + MODE, at + 2 + 2 * MODE), text.slice(idEnd + 1, endOf(text, ' ', idEnd + 1))),
    });
    at = end + 1;
  }
  return pairs;
}

const COLON = 0x3a;
const MODE = '100644'.length;
/** A colon, and two modes with a space behind each. */
const BEFORE_IDS = 1 + 2 * (MODE + 1);

function endOf(text: string, character: string, at: number): number {
  const end = text.indexOf(character, at);
  if (end < 0) throw new TicketsError('git', 'git diff-tree broke off');
  return end;
}

function fileOf(mode: string, id: string): FileOfTree | null {
  return mode === '000000' ? null : { kind: entryKind(mode), id };
}
