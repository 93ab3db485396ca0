import { shellWord } from '../format/shell-word.ts';
import { readConfig, setConfig, unsetConfig } from '../git/git-config.ts';
import type { MERGE_DRIVERS } from '../git/merge-drivers.ts';
import type { SetupPiece } from './setup-piece.ts';

/** The command of a merge driver in git's configuration of a clone. One that is not ours is left alone. */
export function driverPiece(
  worktree: string,
  { name, kind, of, title }: (typeof MERGE_DRIVERS)[number],
  command: string,
): SetupPiece {
  const section = `merge.${name}`;
  const end = ` merge-driver ${kind} %O %A %B %P`;
  const wanted = command + end;
  const present = (key: string): string | undefined =>
    readConfig(worktree, `^merge\\.${name}\\.`).get(`${section}.${key}`);
  // By whatever path, of this program or of another copy of it.
  const isForeign = (): boolean => !(present('driver') ?? end).endsWith(end);
  const byHand = `\`git config ${section}.driver ${shellWord(wanted)}\` puts ours in`;
  return {
    ...{ name: section, what: `the merge driver of ${of}`, byHand },
    refused: () => (isForeign() ? `it has another command already; ${byHand}` : null),
    isThere: () => present('driver') === wanted && present('name') !== undefined,
    isGone: () => present('driver') === undefined || isForeign(),
    apply: () => {
      setConfig(worktree, `${section}.driver`, wanted);
      // What somebody called it stays.
      if (present('name') === undefined) setConfig(worktree, `${section}.name`, title);
    },
    undo: () => {
      unsetConfig(worktree, `${section}.driver`);
      if (present('name') === title) unsetConfig(worktree, `${section}.name`);
    },
  };
}
