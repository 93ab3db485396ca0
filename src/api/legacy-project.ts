import { dirname, join, relative, resolve } from 'node:path';
import { gitDirectory } from '../git/git-directory.ts';
import { fileKind } from '../store/file-kind.ts';
import { lookingAt } from '../store/file-system-error.ts';
import { type LocateOptions, locateRoot, namedRoot, projectOf } from '../store/locate-root.ts';
import type { LegacyPlaces } from '../store/read-legacy-tracker.ts';
import { TicketsError } from '../tickets/tickets-error.ts';
import { DEFAULT_ROOT } from './init.ts';

export interface LegacyOptions extends LocateOptions {
  /** The directory of tickets. Default: `tickets` in the project. */
  tickets?: string | undefined;
  /** Default: `TODO.md` in the project. */
  todo?: string | undefined;
}

/**
 * Where a legacy tracker is, and where its items go: into the root that is named or found, else into a new one in the
 * nearest directory above that has a tracker, within the same git worktree.
 */
export function locateLegacy(options: LegacyOptions): LegacyPlaces {
  return lookingAt(options.root ?? options.cwd, () => {
    const { root, project } = locate(options);
    const ticketsPath = place(options, project, options.tickets, 'tickets', 'directory');
    const todoPath = place(options, project, options.todo, 'TODO.md', 'file');
    return { root, project, ticketsPath, todoPath };
  });
}

function locate(options: LegacyOptions): { root: string; project: string } {
  const named = namedRoot(options);
  if (named) {
    const project = projectOf(named.path);
    refuseElsewhere(options, named.path, project);
    return { root: named.path, project };
  }
  try {
    const { path, project } = locateRoot(options);
    return { root: path, project };
  } catch (error) {
    if (!(error instanceof TicketsError) || error.code !== 'no-root') throw error;
  }
  const project = nearestTracker(options.cwd);
  return { root: join(project, DEFAULT_ROOT), project };
}

function nearestTracker(cwd: string): string {
  const top = gitDirectory(cwd)?.worktree;
  for (let directory = resolve(cwd); ; directory = dirname(directory)) {
    if (hasTracker(directory)) return directory;
    if (top === undefined || directory === top || directory === dirname(directory)) return cwd;
  }
}

/** Whoever names a root that is in another place than the tracker must not be told that there is none. */
function refuseElsewhere({ cwd, tickets, todo }: LegacyOptions, root: string, project: string): void {
  if (tickets !== undefined || todo !== undefined || hasTracker(project)) return;
  const tracker = nearestTracker(cwd);
  if (tracker === project || !hasTracker(tracker)) return;
  throw new TicketsError(
    'usage',
    `the tracker is in ${tracker}, and the root ${root} belongs to ${project}`,
    `name a root directly in ${tracker}, like --root ${join(relative(cwd, tracker), DEFAULT_ROOT)}`,
  );
}

function hasTracker(directory: string): boolean {
  return ['TODO.md', 'tickets'].some((name) => fileKind(join(directory, name)) !== 'missing');
}

/** A named place, or the usual one, relative to the project. A named one has to be there. */
function place(
  { cwd }: LegacyOptions,
  project: string,
  named: string | undefined,
  usual: string,
  kind: 'file' | 'directory',
): string {
  if (named === undefined) return usual;
  const absolute = resolve(cwd, named);
  const path = relative(project, absolute).replaceAll('\\', '/');
  if (fileKind(absolute) !== kind) {
    throw new TicketsError('usage', `${named} is no ${kind}`, `the default is ${usual} in ${project}`);
  }
  if (path === '' || path.startsWith('../')) {
    throw new TicketsError(
      'usage',
      `${named} is not in the project ${project}`,
      'name the root in its project with --root',
    );
  }
  return path;
}
