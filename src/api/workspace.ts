import { join, relative } from 'node:path';
import { sha256 } from '../format/sha256.ts';
import { gitDirectory } from '../git/git-directory.ts';
import { realPath } from '../git/real-path.ts';
import { locateRoot, type Root } from '../store/locate-root.ts';

export type Environment = Record<string, string | undefined>;

export interface WorkspaceOptions {
  /** The directory with open/, pending/ and closed/. Default: found from `cwd` and `env`. */
  root?: string | undefined;
  /** Default: the process's. */
  cwd?: string | undefined;
  /** Default: the process's. */
  env?: Environment | undefined;
  /** The clock. Default: the system's. */
  now?: (() => Date) | undefined;
  /** How long to wait for another writer, in milliseconds. Default: 30,000. */
  lockTimeout?: number | undefined;
  /** Told once, when the wait for another writer gets long. */
  onWait?: ((owner: string) => void) | undefined;
  /** Told, in one line each, what a killed command had left and what became of it. */
  onNotice?: ((line: string) => void) | undefined;
  /** Told how many items of how many are done, where an operation looks at or makes many. */
  onProgress?: ((done: number, total: number) => void) | undefined;
}

/** A tree of work items, and what operations on it need from outside. */
export interface Workspace {
  root: Root;
  cwd: string;
  env: Environment;
  now: () => Date;
  lockTimeout: number;
  onWait: (owner: string) => void;
  onNotice: (line: string) => void;
  onProgress: (done: number, total: number) => void;
}

/** Finds the tree of work items. Throws a TicketsError `no-root` or `other-layout`. */
export function openWorkspace(options: WorkspaceOptions = {}): Workspace {
  const cwd = options.cwd ?? process.cwd();
  const env = options.env ?? process.env;
  return {
    root: locateRoot({ cwd, env, root: options.root }),
    cwd,
    env,
    now: options.now ?? (() => new Date()),
    lockTimeout: options.lockTimeout ?? 30_000,
    onWait: options.onWait ?? (() => undefined),
    onNotice: options.onNotice ?? (() => undefined),
    onProgress: options.onProgress ?? (() => undefined),
  };
}

/**
 * The lock file of a tree: in the worktree's own git directory, so that it is never committed; in the root
 * where there is no git. Named after the root's place in the worktree: the same for every process that sees it, also through
 * a link.
 */
export function lockPath(workspace: Workspace): string {
  const root = realPath(workspace.root.path);
  const git = gitDirectory(root);
  if (!git) return join(root, '.lock');
  const place = sha256(relative(git.worktree, root)).slice(0, 8);
  return join(git.path, `tickets-${place}.lock`);
}
