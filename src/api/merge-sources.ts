import { join, relative } from 'node:path';
import { blobContents } from '../git/blob-contents.ts';
import { type MergeState, mergeBases, nameOfCommit, plainMerges } from '../git/merge-state.ts';
import { changedFiles, hashFiles, indexFiles, treeFiles, unmergedPaths } from '../git/tree-files.ts';
import { gitMode } from '../store/git-mode.ts';
import { readFile } from '../store/read-file.ts';
import type { SideNames } from '../tickets/merge/merge-lines.ts';
import { mergeTrees } from '../tickets/merge/merge-trees.ts';
import { Contents, isSameItem, type TreeState, treeState } from '../tickets/merge/tree-state.ts';
import { TicketsError } from '../tickets/tickets-error.ts';

/** A tree of work items in a repository, and the readings of it that a merge is made from. */
export class MergeSources {
  readonly #worktree: string;
  /** The root relative to the worktree, with `/`; '' where it is the worktree itself. */
  readonly #prefix: string;
  readonly #states = new Map<string, TreeState>();
  readonly #blobs = new Map<string, Buffer>();
  readonly #onDisk = new Map<string, string>();
  readonly contents: Contents;
  readonly index: ReturnType<typeof indexFiles>;
  /** All paths in conflict, relative to the worktree, also those outside of the root. */
  readonly unmerged: ReadonlySet<string>;
  /** The tree as it is on the disk. */
  readonly current: TreeState;
  /** Files, relative to the worktree, of which git knows nothing. */
  readonly untracked: ReadonlySet<string>;

  constructor(worktree: string, root: string) {
    this.#worktree = worktree;
    this.#prefix = relative(worktree, root).replaceAll('\\', '/');
    this.index = indexFiles(worktree, this.#prefix);
    this.unmerged = unmergedPaths(worktree);
    const algorithm = this.index[0]?.oid.length === 64 ? 'sha256' : 'sha1';
    this.contents = new Contents((oid) => this.#read(oid), algorithm);
    const { changed, untracked } = changedFiles(worktree, this.#prefix);
    this.untracked = new Set(untracked);
    this.current = this.#readCurrent([...changed, ...untracked]);
  }

  /** A path below the root as one of the worktree. */
  inWorktree(path: string): string {
    return this.#prefix === '' ? path : `${this.#prefix}/${path}`;
  }

  /** A path of the worktree as one below the root; null for one elsewhere. */
  inRoot(path: string): string | null {
    if (this.#prefix === '') return path;
    return path.startsWith(`${this.#prefix}/`) ? path.slice(this.#prefix.length + 1) : null;
  }

  at(treeish: string | null): TreeState {
    if (treeish === null) return new Map();
    const known = this.#states.get(treeish) ?? this.#stateOf(treeFiles(this.#worktree, treeish, this.#prefix));
    this.#states.set(treeish, known);
    return known;
  }

  /** The state that the base of a merge has; of several merge bases, what they merge to. */
  base(ours: string, theirs: readonly string[]): TreeState {
    return this.#mergedBases(mergeBases(this.#worktree, ours, theirs));
  }

  /** What a conflict is between where only the index tells: ours is HEAD, theirs what was to be put on it. */
  stages({ ours, auto }: MergeState): { base: TreeState; theirs: TreeState } {
    const head = treeFiles(this.#worktree, ours, this.#prefix);
    // What went in without a conflict is theirs, as git merged it.
    const merged =
      auto === null ? this.index.filter(({ stage }) => stage === 0) : treeFiles(this.#worktree, auto, this.#prefix);
    const side = (files: readonly { path: string; mode: string; oid: string }[], stage: number): TreeState =>
      this.#stateOf([
        ...files.filter(({ path }) => !this.unmerged.has(path)),
        ...this.index.filter((entry) => entry.stage === stage),
      ]);
    return { base: side(head, 1), theirs: side(merged, 3) };
  }

  /** What git makes of two commits by itself: for each item the variant that a tree has, if it has one of them. */
  plainMerge(ours: string, theirs: string, tree: TreeState): TreeState {
    const [first = new Map(), ...others] = plainMerges(this.#worktree, ours, theirs).map((name) => this.at(name));
    const state = new Map(first);
    for (const [id, files] of tree) {
      const variant = others.find((candidate) => isSameItem(candidate.get(id), files));
      if (variant) state.set(id, files);
    }
    return state;
  }

  name(commit: string): string {
    return nameOfCommit(this.#worktree, commit);
  }

  /** Reads the texts of these items with one call of git. */
  prefetch(states: readonly TreeState[], ids: Iterable<string>): void {
    const wanted = new Set<string>();
    for (const id of ids) {
      for (const state of states) {
        for (const [path, { oid, mode }] of state.get(id) ?? []) {
          if (mode.startsWith('100') && /^[^/]+\/[^/]+\.md$/.test(path) && !this.#blobs.has(oid)) wanted.add(oid);
        }
      }
    }
    for (const oid of this.#onDisk.keys()) wanted.delete(oid);
    for (const [oid, bytes] of blobContents(this.#worktree, wanted)) this.#blobs.set(oid, bytes);
  }

  #mergedBases(commits: readonly string[]): TreeState {
    const [first, ...others] = commits;
    if (first === undefined) return new Map();
    let merged = this.at(first);
    for (const [index, commit] of others.entries()) {
      const base = this.base(commit, commits.slice(0, index + 1));
      const names: SideNames = { ours: 'one base', theirs: 'another base' };
      merged = mergeTrees(base, merged, this.at(commit), { names, contents: this.contents }).items;
    }
    return merged;
  }

  #stateOf(files: readonly { path: string; mode: string; oid: string }[]): TreeState {
    return treeState(
      files.flatMap((file) => {
        const path = this.inRoot(file.path);
        return path === null ? [] : [{ ...file, path }];
      }),
    );
  }

  #readCurrent(paths: readonly string[]): TreeState {
    const files = new Map(this.index.filter(({ stage }) => stage === 0).map((entry) => [entry.path, entry]));
    const regular: { path: string; mode: string }[] = [];
    for (const path of paths) {
      const found = gitMode(join(this.#worktree, path));
      if (found === null) files.delete(path);
      else if (found.link === null) regular.push({ path, mode: found.mode });
      else files.set(path, { path, mode: found.mode, oid: this.contents.add(Buffer.from(found.link)), stage: 0 });
    }
    const names = hashFiles(
      this.#worktree,
      regular.map(({ path }) => path),
    );
    for (const [index, { path, mode }] of regular.entries()) {
      const oid = names[index] ?? '';
      files.set(path, { path, mode, oid, stage: 0 });
      this.#onDisk.set(oid, join(this.#worktree, path));
    }
    return this.#stateOf([...files.values()]);
  }

  #read(oid: string): Uint8Array {
    const known = this.#blobs.get(oid) ?? blobContents(this.#worktree, this.#onDisk.has(oid) ? [] : [oid]).get(oid);
    if (known) {
      this.#blobs.set(oid, known);
      return known;
    }
    const path = this.#onDisk.get(oid);
    const read = path === undefined ? null : readFile(path);
    if (read?.kind === 'read') return read.bytes;
    if (path !== undefined) throw new TicketsError('unreadable', `${path} cannot be read`, 'nothing was written');
    const hint = 'a partial clone lacks it: `git fetch --refetch`';
    throw new TicketsError('git', `the content ${oid.slice(0, 12)} is not in this repository`, hint);
  }
}
