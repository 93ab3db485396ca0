import { dirname, join, resolve } from 'node:path';
import { isStatus, STATUSES } from '../format/status.ts';
import { TicketsError } from '../tickets/tickets-error.ts';
import { type DiskEntry, disk } from './disk.ts';
import { fileKind } from './file-kind.ts';
import { lookingAt } from './file-system-error.ts';
import { hasErrorCode } from './has-error-code.ts';

/** The places below a project's directory where the work items may be, in this order. */
export const ROOT_NAMES = ['work-items', 'yoi/work-items', '.yoi/tickets'] as const;

export interface Root {
  /** Absolute path of the directory that holds the status directories. */
  path: string;
  /** Absolute path of the project: the directory that paths in messages are relative to. */
  project: string;
}

export interface LocateOptions {
  cwd: string;
  env: Record<string, string | undefined>;
  /** The `--root` option. */
  root?: string | undefined;
}

interface NamedRoot {
  path: string;
  /** What names it, as a person knows it. */
  source: string;
}

/**
 * The root that `--root` or the environment names; undefined where none does. It need not exist. Throws for a path at which
 * none can be: one that is too long, or goes in a circle.
 */
export function namedRoot(options: LocateOptions): NamedRoot | undefined {
  const named = givenRoot(options);
  if (named) lookingAt(named.path, () => fileKind(join(named.path, 'open')));
  return named;
}

function givenRoot({ cwd, env, root }: LocateOptions): NamedRoot | undefined {
  if (root !== undefined) return { path: resolve(cwd, root), source: '--root' };
  for (const name of ['TICKETS_ROOT', 'WORK_ITEMS_DIR']) {
    const value = env[name];
    if (value) return { path: resolve(cwd, value), source: name };
  }
  return undefined;
}

/**
 * Finds the root: `--root`, then TICKETS_ROOT or WORK_ITEMS_DIR, then the nearest directory above that holds one
 * of ROOT_NAMES with a status directory in it. Throws `no-root` or `other-layout`: never an empty tree.
 */
export function locateRoot(options: LocateOptions): Root {
  const named = givenRoot(options);
  return named ? checkNamed(named) : lookingAt(options.cwd, () => nearestRoot(options));
}

function checkNamed({ path, source }: NamedRoot): Root {
  lookingAt(path, () => {
    if (!isRoot(path)) refuse(path, source);
  });
  return { path, project: projectOf(path) };
}

function nearestRoot(options: Pick<LocateOptions, 'cwd'>): Root {
  const start = resolve(options.cwd);
  for (let directory = start; ; directory = dirname(directory)) {
    const paths = ROOT_NAMES.map((name) => join(directory, name));
    const found = paths.find(isRoot);
    if (found !== undefined) return { path: found, project: directory };
    const other = paths.find((path) => itemsDirectlyIn(path) > 0);
    if (other !== undefined) refuse(other, undefined);
    if (directory === dirname(directory)) break;
  }
  throw new TicketsError(
    'no-root',
    `no work items here: no ${ROOT_NAMES.map((name) => `${name}/`).join(', ')} in ${start} or above it`,
    'run `tickets init` to start here, or name the directory with --root',
  );
}

/** How many items stand directly in a directory, as no root of ours has them. */
export function itemsDirectlyIn(path: string): number {
  return listDirectory(path).filter(
    (entry) => entry.isDirectory() && !isStatus(entry.name) && fileKind(join(path, entry.name, 'item.md')) === 'file',
  ).length;
}

function isRoot(path: string): boolean {
  if (fileKind(join(path, 'open')) === 'hidden') {
    throw new TicketsError('file-system', `${path} may not be read: permission denied`, 'check who owns it');
  }
  return STATUSES.some((status) => fileKind(join(path, status)) === 'directory');
}

function refuse(path: string, source: string | undefined): never {
  const named = source ? ` (from ${source})` : '';
  const direct = itemsDirectlyIn(path);
  if (direct > 0) {
    throw new TicketsError(
      'other-layout',
      `${path}${named} has another layout: ${direct} ${direct === 1 ? 'item stands' : 'items stand'} directly in it, not in open/, pending/ and closed/`,
      'move each item into the directory of its status, or use the tool that wrote it',
    );
  }
  const inside = ROOT_NAMES.map((name) => join(path, name)).find(isRoot);
  const exists = statKind(path);
  throw new TicketsError(
    'no-root',
    exists === 'directory'
      ? `${path}${named} holds none of open/, pending/ and closed/`
      : `${path}${named} ${exists === 'missing' ? 'does not exist' : 'is no directory'}`,
    inside ? `did you mean ${inside}?` : '`tickets init` makes the three status directories',
  );
}

function statKind(path: string): 'directory' | 'other' | 'missing' {
  try {
    return disk.stat(path).isDirectory() ? 'directory' : 'other';
  } catch (error) {
    if (hasErrorCode(error, 'ENOENT', 'ENOTDIR')) return 'missing';
    throw error;
  }
}

function listDirectory(path: string): DiskEntry[] {
  try {
    return disk.readdir(path);
  } catch (error) {
    if (hasErrorCode(error, 'ENOENT', 'ENOTDIR', 'EACCES')) return [];
    throw error;
  }
}

/** The directory that a root belongs to: above `work-items`, or above `yoi/work-items` and `.yoi/tickets` whole. */
export function projectOf(path: string): string {
  const name = ROOT_NAMES.find((candidate) => candidate.includes('/') && path.endsWith(`/${candidate}`));
  return name ? dirname(dirname(path)) : dirname(path);
}
