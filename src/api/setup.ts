import { lstatSync } from 'node:fs';
import { isAbsolute, join, relative } from 'node:path';
import { shellWord } from '../format/shell-word.ts';
import { gitPath, readConfig, removeConfigSection, setConfig } from '../git/git-config.ts';
import { gitDirectory } from '../git/git-directory.ts';
import { MERGE_DRIVERS } from '../git/merge-drivers.ts';
import { readSettings, writeSettings } from '../store/write-settings.ts';
import { markedBlock, withBlock, withoutBlock } from '../tickets/marked-block.ts';
import { TicketsError } from '../tickets/tickets-error.ts';
import { whileLocked } from './change-item.ts';
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

/** A piece of the setup: how it is found, put in and taken out. */
interface Piece {
  name: string;
  what: string;
  /** Why only a person may put it in; null where the program may. */
  refused: string | null;
  isThere: () => boolean;
  isGone: () => boolean;
  apply: () => void;
  undo: () => void;
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

function carryOut({ name, what, refused, isThere, isGone, apply, undo }: Piece, mode: SetupOptions['mode']): SetupPart {
  const part = (state: SetupPart['state'], help: string | null = null): SetupPart => ({ name, what, state, help });
  if (mode === 'undo') {
    if (isGone()) return part('missing');
    undo();
    return part('removed');
  }
  if (isThere()) return part('there');
  if (refused !== null) return part('refused', refused);
  if (mode === 'check') return part('missing');
  apply();
  return part('made');
}

function pieces(worktree: string, root: string, command: string): Piece[] {
  const attributes = attributeLines(root);
  const inRoot = root === '' ? '' : `${root}/`;
  return [
    blockPiece(worktree, join(worktree, '.gitattributes'), 'line endings and merge drivers', attributes),
    blockPiece(
      worktree,
      gitPath(worktree, 'info/attributes'),
      'the same for branches that are older than .gitattributes',
      attributes,
    ),
    ...MERGE_DRIVERS.map((driver) => driverPiece(worktree, driver, command)),
    hookPiece(worktree, root, command),
    blockPiece(worktree, join(worktree, '.gitignore'), 'files that are there only while something is written', [
      `/${ignorePattern(inRoot)}.lock`,
      `/${ignorePattern(inRoot)}.tmp/`,
    ]),
  ];
}

/** An item's own files alone: what is below its artifacts/ is free. */
function attributeLines(root: string): string[] {
  const inRoot = root === '' ? '' : `${root}/`;
  const line = (file: string, more: string): string =>
    `${attributePattern(`/${inRoot}*/*/${file}`, inRoot)} text eol=lf${more}`;
  return [...MERGE_DRIVERS.map(({ file, name }) => line(file, ` merge=${name}`)), line('resolution.md', '')];
}

/** A pattern in a file of attributes: in quotes, as C has them, where it holds a space (gitattributes(5)). */
function attributePattern(pattern: string, literal: string): string {
  const escaped = pattern.replace(literal, () => ignorePattern(literal));
  return /[\s"]/.test(escaped) ? `"${escaped.replace(/["\\]/g, '\\$&')}"` : escaped;
}

function ignorePattern(path: string): string {
  return path.replace(/[\\*?[\]!#]/g, '\\$&');
}

/** Lines of ours in a file that others write into, too. */
function blockPiece(worktree: string, path: string, what: string, lines: readonly string[]): Piece {
  const text = (): string => readSettings(path) ?? '';
  return {
    ...{ name: shownPath(worktree, path), what, refused: null },
    isThere: () => markedBlock(text())?.join('\n') === lines.join('\n'),
    isGone: () => markedBlock(text()) === null,
    apply: () => writeSettings(path, withBlock(text(), lines)),
    undo: () => writeSettings(path, withoutBlock(text()) || null),
  };
}

function driverPiece(worktree: string, { name, kind, title }: (typeof MERGE_DRIVERS)[number], command: string): Piece {
  const section = `merge.${name}`;
  const wanted = { name: title, driver: `${command} merge-driver ${kind} %O %A %B %P` };
  const present = () => readConfig(worktree, `^merge\\.${name}\\.`);
  return {
    name: section,
    what: `the merge driver of ${{ thread: 'logs', item: 'items', digest: 'seals' }[kind]}`,
    refused: null,
    isThere: () => Object.entries(wanted).every(([key, value]) => present().get(`${section}.${key}`) === value),
    isGone: () => present().size === 0,
    apply: () => {
      for (const [key, value] of Object.entries(wanted)) setConfig(worktree, `${section}.${key}`, value);
    },
    undo: () => removeConfigSection(worktree, section),
  };
}

/** The hook that checks what is staged, before each commit. Where another one stands, ours goes into it. */
function hookPiece(worktree: string, root: string, command: string): Piece {
  const path = join(gitPath(worktree, 'hooks'), 'pre-commit');
  const where = shellWord(root || '.');
  // What is committed is everybody's, and knows no paths of one machine.
  const program = isOfTree(worktree, path) ? 'tickets' : command;
  // On a branch without work items there is nothing to check.
  const lines = [`if [ -d ${where} ]; then ${program} doctor --staged --root ${where} || exit $?; fi`];
  const text = (): string | null => readSettings(path);
  return {
    name: shownPath(worktree, path),
    what: 'the check of what is staged',
    refused: whyNoHook(worktree, path, lines.join('\n')),
    isThere: () => markedBlock(text() ?? '')?.join('\n') === lines.join('\n'),
    isGone: () => markedBlock(text() ?? '') === null,
    apply: () =>
      writeSettings(path, withBlock(text() ?? '#!/bin/sh\n', lines, 'below the first line'), { executable: true }),
    undo: () => {
      const rest = withoutBlock(text() ?? '');
      writeSettings(path, rest === '#!/bin/sh\n' ? null : rest);
    },
  };
}

/** Why a hook is not ours to change, and what to do instead; null where it is. */
function whyNoHook(worktree: string, path: string, line: string): string | null {
  const by = `add this line to it: ${line}`;
  const shared = readConfig(worktree, '^core\\.hookspath$', 'all').size > 0;
  const own = readConfig(worktree, '^core\\.hookspath$').size > 0;
  if (shared && !own && !isBelow(worktree, path)) return `core.hooksPath is that of all your repositories; ${by}`;
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (!stat) return null;
  if (!stat.isFile()) return `it is no regular file; ${by}`;
  if ((stat.mode & 0o111) === 0) return 'it is not executable, so git does not run it: make it so, or remove it';
  const first = (readSettings(path) ?? '').split('\n', 1)[0] ?? '';
  return /^#!.*\b(?:sh|bash|dash|zsh|ksh)\b/.test(first) ? null : `it is no shell script; ${by}`;
}

function isBelow(directory: string, path: string): boolean {
  const place = relative(directory, path);
  return !place.startsWith('..') && !isAbsolute(place);
}

function isOfTree(worktree: string, path: string): boolean {
  return isBelow(worktree, path) && !isBelow(join(worktree, '.git'), path);
}

function shownPath(worktree: string, path: string): string {
  return isBelow(worktree, path) ? relative(worktree, path).replaceAll('\\', '/') : path;
}
