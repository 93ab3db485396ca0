import { readFile } from '../store/read-file.ts';
import { readSettings, writeSettings } from '../store/write-settings.ts';
import { type BlockPlace, isOwnFile, markedBlock, withBlock, withoutBlock } from '../tickets/marked-block.ts';
import { pathInside } from './path-inside.ts';
import type { SetupPiece } from './setup-piece.ts';

export interface BlockPieceOptions {
  worktree: string;
  path: string;
  what: string;
  lines: readonly string[];
  /** What a file that is not there begins with. */
  opening?: string;
  where?: BlockPlace['where'];
  executable?: boolean;
  refused?: () => string | null;
  /** Whether the lines have the last word, where others may say something else. */
  isEffective?: () => boolean;
}

/** Lines of ours in a file of settings that others write into, too. */
export function blockPiece(options: BlockPieceOptions): SetupPiece {
  const { worktree, path, what, lines, opening = '', where = 'end', executable = false } = options;
  const { refused = () => null, isEffective = () => true } = options;
  const text = (): string => readSettings(path) ?? '';
  const isComplete = (): boolean => markedBlock(text())?.join('\n') === lines.join('\n');
  const isByHand = (): boolean => markedBlock(text()) === null && hasLines(text(), lines);
  return {
    ...{ name: pathInside(worktree, path) ?? path, what, refused },
    byHand: lines.length === 1 ? `add this line to it: ${lines[0]}` : `add these lines to it: ${lines.join(' and ')}`,
    isThere: () => (isComplete() || isByHand()) && isEffective(),
    isGone: () => {
      const read = readFile(path);
      // What is no regular file is none that we have written into.
      return read.kind !== 'read' || markedBlock(read.bytes.toString('latin1')) === null;
    },
    apply: () => {
      const before = readSettings(path);
      // Whoever stands below may say the last word: then it goes below them.
      const kept = isComplete() ? withoutBlock(before ?? '') : (before ?? opening);
      writeSettings(path, withBlock(kept, lines, { where, isOwn: before === null }), { executable });
    },
    undo: () => {
      const rest = withoutBlock(text());
      writeSettings(path, isOwnFile(text()) && rest === opening ? null : rest);
    },
  };
}

/** Whether all of some lines stand in a text. */
export function hasLines(text: string, lines: readonly string[]): boolean {
  const all = text.split(/\r?\n/).map((line) => line.trim());
  return lines.every((line) => all.includes(line));
}
