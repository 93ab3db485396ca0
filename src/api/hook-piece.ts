import { lstatSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { shellWord } from '../format/shell-word.ts';
import { gitPath, readConfig } from '../git/git-config.ts';
import { readSettings } from '../store/write-settings.ts';
import { blockPiece, hasLines } from './block-piece.ts';
import { pathInside } from './path-inside.ts';
import type { SetupPiece } from './setup-piece.ts';

/** A first line that has a shell run the rest, by its path or as `env` finds it; fish and csh are none. */
const SHELL = /^#![ \t]*(?:\S*\/)?(?:env[ \t]+(?:-S[ \t]+)?(?:\S*\/)?)?(?:sh|bash|dash|ash|zsh|ksh|mksh)(?:[ \t\r]|$)/;

/** The hook that checks what is staged, before each commit. Where another one stands, ours goes into it. */
export function hookPiece(worktree: string, root: string, command: string): SetupPiece {
  const path = join(gitPath(worktree, 'hooks'), 'pre-commit');
  const where = shellWord(root || '.');
  const place = pathInside(worktree, path);
  // What is committed is everybody's, and knows no paths of one machine.
  const program = place !== null && !/^\.git\//.test(place) ? 'tickets' : command;
  // On a branch without work items there is nothing to check.
  const line = `if [ -d ${where} ]; then ${program} doctor --staged --quiet --root ${where} || exit $?; fi`;
  return blockPiece({
    ...{ worktree, path, what: 'the check of what is staged', lines: [line] },
    ...{ opening: '#!/bin/sh\n', where: 'below the first line', executable: true },
    refused: () => whyNoHook(worktree, path, line),
  });
}

/** Why a hook is not ours to change, and what to do instead; null where it is. */
function whyNoHook(worktree: string, path: string, line: string): string | null {
  const shared = readConfig(worktree, '^core\\.hookspath$', 'all').size > 0;
  const own = readConfig(worktree, '^core\\.hookspath$').size > 0;
  if (statSync(dirname(path), { throwIfNoEntry: false })?.isDirectory() === false) {
    return 'core.hooksPath leads to no directory, so that git runs no hooks';
  }
  const by = `add this line to it: ${line}`;
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (stat && !stat.isFile()) return `it is no regular file; ${by}`;
  if (stat && (stat.mode & 0o111) === 0)
    return 'it is not executable, so git does not run it: make it so, or remove it';
  const text = readSettings(path);
  // Somebody has done it.
  if (text !== null && hasLines(text, [line])) return null;
  if (shared && !own && pathInside(worktree, path) === null) {
    return `core.hooksPath is that of all your repositories; ${by}`;
  }
  return text === null || SHELL.test(text.split('\n', 1)[0] ?? '') ? null : `it is no shell script; ${by}`;
}
