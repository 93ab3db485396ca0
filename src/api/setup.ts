import { join, relative } from 'node:path';
import { attributeValues } from '../git/attribute-values.ts';
import { gitPath } from '../git/git-config.ts';
import { gitDirectory } from '../git/git-directory.ts';
import { MERGE_DRIVERS } from '../git/merge-drivers.ts';
import { TicketsError } from '../tickets/tickets-error.ts';
import { attributeLines, ignorePattern } from './attribute-lines.ts';
import { blockPiece } from './block-piece.ts';
import { whileLocked } from './change-item.ts';
import { driverPiece } from './driver-piece.ts';
import { hookPiece } from './hook-piece.ts';
import type { SetupPiece } from './setup-piece.ts';
import type { Workspace } from './workspace.ts';

export interface SetupOptions {
  /** How a shell calls this program: `tickets`, or the paths of Node and of the program. */
  command: string;
  /** `check` changes nothing; `undo` takes out what was put in. Default: apply. */
  mode?: 'apply' | 'check' | 'undo';
}

export interface SetupPart {
  /** What it is: a file, relative to the worktree where it is in it, or a section of git's configuration. */
  name: string;
  what: string;
  /**
   * `there`: nothing to do. `missing`: it is not there, or not as it should be (with `check`). `made` and `removed`: done
   * now. `refused`: someone has to do it by hand; `help` says what.
   */
  state: 'there' | 'missing' | 'made' | 'removed' | 'refused';
  help: string | null;
}

export interface SetupResult {
  root: string;
  command: string;
  parts: SetupPart[];
}

/** Prepares a clone for work items: attributes, merge drivers, the hook and ignore lines. Safe to repeat. */
export function setup(workspace: Workspace, { command, mode = 'apply' }: SetupOptions): SetupResult {
  const { path } = workspace.root;
  const git = gitDirectory(path);
  if (!git) throw new TicketsError('git', `${path} is in no git repository`, '`git init` makes one');
  const { worktree } = git;
  const root = relative(worktree, path).replaceAll('\\', '/');
  const carryOutAll = (): SetupPart[] => pieces(worktree, root, command).map((piece) => carryOut(piece, mode));
  const parts = mode === 'check' ? carryOutAll() : whileLocked(workspace, carryOutAll);
  return { root: path, command, parts };
}

function carryOut(piece: SetupPiece, mode: SetupOptions['mode']): SetupPart {
  const { name, what, byHand } = piece;
  const part = (state: SetupPart['state'], help: string | null = null): SetupPart => ({ name, what, state, help });
  try {
    if (mode === 'undo') {
      if (piece.isGone()) return part('missing');
      piece.undo();
      return part('removed');
    }
    const refused = piece.refused();
    if (refused !== null) return part('refused', refused);
    if (piece.isThere()) return part('there');
    if (mode === 'check') return part('missing');
    piece.apply();
    return part('made');
  } catch (error) {
    if (!(error instanceof TicketsError) || !CANNOT.includes(error.code)) throw error;
    // One file that cannot be written into must not keep the others from what they need.
    return part('refused', mode === 'undo' ? error.message : `${error.message}; ${byHand}`);
  }
}

/** What a file that is a link, is no text, or may not be written is refused with. */
const CANNOT = ['unreadable', 'file-system'];

function pieces(worktree: string, root: string, command: string): SetupPiece[] {
  const lines = attributeLines(root);
  const inRoot = root === '' ? '' : `${root}/`;
  const ignored = [`/${ignorePattern(inRoot)}.lock`, `/${ignorePattern(inRoot)}.tmp/`];
  const files = MERGE_DRIVERS.map(({ file }) => `${inRoot}open/item/${file}`);
  const areNamed = (): boolean =>
    attributeValues(worktree, 'merge', files).every((value, index) => value === MERGE_DRIVERS[index]?.name);
  return [
    blockPiece({
      ...{ worktree, path: join(worktree, '.gitattributes'), lines },
      what: 'line endings and merge drivers',
    }),
    blockPiece({
      // What stands here counts more than all other attributes.
      ...{ worktree, path: gitPath(worktree, 'info/attributes'), lines, isEffective: areNamed },
      what: 'the same for branches that are older than .gitattributes',
    }),
    ...MERGE_DRIVERS.map((driver) => driverPiece(worktree, driver, command)),
    hookPiece(worktree, root, command),
    blockPiece({
      ...{ worktree, path: join(worktree, '.gitignore'), lines: ignored },
      what: 'files that are there only while something is written',
    }),
  ];
}
