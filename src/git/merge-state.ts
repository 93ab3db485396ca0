import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { TicketsError } from '../tickets/tickets-error.ts';
import { MERGE_DRIVERS } from './merge-drivers.ts';
import { askGit, reasonOf, runGit } from './run-git.ts';

/**
 * What is being merged: `merge`, `rebase`, `cherry-pick` and `revert` are in progress; `merged` is a merge that HEAD is;
 * `stages` is a conflict of which only the index tells, as `git stash pop` leaves one; `none` is none of these.
 */
export type MergeKind = 'merge' | 'rebase' | 'cherry-pick' | 'revert' | 'merged' | 'stages' | 'none';

export interface MergeState {
  kind: MergeKind;
  /** The commits on the two sides. With `stages` and `none` there is no other side. */
  ours: string;
  theirs: string[];
  /** What both come from, where git's history does not tell: null for none. Undefined: the merge bases. */
  base: string | null | undefined;
  /** The tree that git's own merge made of them, where it stopped in conflict. */
  auto: string | null;
}

/** Finds out what git is in the middle of, or has just merged. Null in a repository without a commit. */
export function readMergeState(worktree: string): MergeState | null {
  const head = commitOf(worktree, 'HEAD');
  if (head === null) return null;
  const auto = treeOf(worktree, 'AUTO_MERGE');
  const state = { ours: head, base: undefined, auto };
  const merging = mergeHeads(worktree);
  if (merging.length > 0) return { ...state, kind: 'merge', theirs: merging };
  const picked = commitOf(worktree, 'CHERRY_PICK_HEAD');
  const isRebase = ['rebase-merge', 'rebase-apply'].some((name) => existsSync(gitPath(worktree, name)));
  if (isRebase) {
    const commit = commitOf(worktree, 'REBASE_HEAD') ?? picked;
    if (commit !== null)
      return { ...state, kind: 'rebase', theirs: [commit], base: parents(worktree, commit)[0] ?? null };
  }
  if (picked !== null) {
    return { ...state, kind: 'cherry-pick', theirs: [picked], base: parents(worktree, picked)[0] ?? null };
  }
  const reverted = commitOf(worktree, 'REVERT_HEAD');
  if (reverted !== null) {
    return { ...state, kind: 'revert', theirs: parents(worktree, reverted).slice(0, 1), base: reverted };
  }
  if (runGit(worktree, ['ls-files', '-u', '-z']).length > 0) return { ...state, kind: 'stages', theirs: [] };
  const [first, ...others] = parents(worktree, head);
  if (first !== undefined && others.length > 0) {
    return { kind: 'merged', ours: first, theirs: others, base: undefined, auto: null };
  }
  return { ...state, kind: 'none', theirs: [], auto: null };
}

/** The best common ancestors of a commit and the merge of others; empty where they have none. */
export function mergeBases(worktree: string, commit: string, others: readonly string[]): string[] {
  const { status, stdout, stderr } = askGit(worktree, ['merge-base', '--all', commit, ...others]);
  if (status > 1) throw new TicketsError('git', `git merge-base failed: ${reasonOf(stderr, status)}`);
  const bases = stdout
    .toString()
    .split('\n')
    .filter((line) => line !== '');
  if (bases.length === 0 && runGit(worktree, ['rev-parse', '--is-shallow-repository']).toString().trim() === 'true') {
    const hint = 'this clone is shallow: `git fetch --unshallow`';
    throw new TicketsError('git', 'the two sides have no common commit here', hint);
  }
  return bases;
}

/** A driver that does what git does where none is configured. */
const PLAIN_DRIVER = 'git merge-file -q %A %O %B';
const PLAIN = MERGE_DRIVERS.flatMap(({ name }) => ['-c', `merge.${name}.driver=${PLAIN_DRIVER}`]);

/** The trees that git makes of two commits by itself, without our drivers: with its guesses of renames, and without them. */
export function plainMerges(worktree: string, ours: string, theirs: string): string[] {
  return [PLAIN, [...PLAIN, '-c', 'merge.renames=false']].map((config) => {
    const command = ['merge-tree', '--write-tree', '--no-messages', '--allow-unrelated-histories', ours, theirs];
    const { status, stdout, stderr } = askGit(worktree, [...config, ...command]);
    const tree = /^([0-9a-f]{40,64})$/m.exec(stdout.toString())?.[1];
    if (status <= 1 && tree !== undefined) return tree;
    throw new TicketsError('git', `git merge-tree failed: ${reasonOf(stderr, status)}`, 'it takes git 2.38 or later');
  });
}

/** The first seven digits of a commit, and the first line of what was said about it: as git names a side of a conflict. */
export function nameOfCommit(worktree: string, commit: string): string {
  const subject = runGit(worktree, ['log', '-1', '--format=%s', commit, '--']).toString().trim();
  return `${commit.slice(0, 7)} (${subject.slice(0, 60)})`;
}

function commitOf(worktree: string, name: string): string | null {
  return nameOf(worktree, `${name}^{commit}`);
}

function treeOf(worktree: string, name: string): string | null {
  return nameOf(worktree, `${name}^{tree}`);
}

function nameOf(worktree: string, name: string): string | null {
  const { status, stdout } = askGit(worktree, ['rev-parse', '--verify', '--quiet', '--end-of-options', name]);
  return status === 0 ? stdout.toString().trim() : null;
}

function parents(worktree: string, commit: string): string[] {
  const [, ...names] = runGit(worktree, ['rev-list', '--parents', '-n', '1', commit]).toString().trim().split(' ');
  return names;
}

function mergeHeads(worktree: string): string[] {
  const path = gitPath(worktree, 'MERGE_HEAD');
  return existsSync(path)
    ? readFileSync(path, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
    : [];
}

function gitPath(worktree: string, name: string): string {
  return resolve(worktree, runGit(worktree, ['rev-parse', '--git-path', name]).toString().trim());
}
