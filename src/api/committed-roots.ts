import { relative } from 'node:path';
import { type CommittedRoot, findRoots, hasItems } from '../git/committed-tree.ts';
import { gitDirectory } from '../git/git-directory.ts';
import { type ObjectReader, withObjects } from '../git/object-reader.ts';
import { isShallow } from '../git/resolve-commit.ts';
import { searchRoots } from '../git/search-roots.ts';
import { ROOT_NAMES, type Root } from '../store/locate-root.ts';
import { TicketsError } from '../tickets/tickets-error.ts';

/** The repository around a tree of work items. */
export interface Repository {
  worktree: string;
  reader: ObjectReader;
  /** Where the project and the root are in it, with `/`; empty for its top. */
  project: string;
  root: string;
}

/** Runs a step with the repository around a root. Throws a TicketsError `git` outside of one. */
export async function withRepository<T>(
  { path, project }: Root,
  step: (repository: Repository) => Promise<T>,
): Promise<T> {
  const git = gitDirectory(path);
  if (!git) throw new TicketsError('git', `${path} is in no git repository`, 'without one there are no commits');
  const { worktree } = git;
  const place = (directory: string): string => relative(worktree, directory).replaceAll('\\', '/');
  return withObjects(worktree, (reader) => step({ worktree, reader, project: place(project), root: place(path) }));
}

/** The full name of the commit that a revision names. Throws a TicketsError `git`, with what to fetch, where there is none. */
export async function commitNamed({ worktree, reader }: Repository, revision: string): Promise<string> {
  const commit = await reader.commitOf(revision);
  if (commit !== null) return commit;
  const hint = isShallow(worktree)
    ? `this clone is shallow: fetch that commit, or \`git fetch --unshallow\``
    : `a branch, tag or commit; is it fetched? \`git fetch origin ${revision || 'BRANCH'}\``;
  throw new TicketsError('git', `'${revision}' is no commit here`, hint);
}

/** The root of a commit's work items, where it is now or under another of the usual names. Throws `no-root` for none. */
export async function committedRoot(repository: Repository, commit: string, name: string): Promise<CommittedRoot> {
  const [found] = await committedRoots(repository, [commit]);
  if (found) return found;
  const { root } = repository;
  const hint = 'are they committed there? --root names another directory';
  throw new TicketsError('no-root', `${name} has no work items in ${root || 'its top directory'}`, hint);
}

/** The same for many; null for a commit without any. */
export async function committedRoots(
  repository: Repository,
  commits: readonly string[],
): Promise<(CommittedRoot | null)[]> {
  const found = await rootsIn(repository, commits, possibleRoots(repository));
  return found.map((roots) => roots.find((root) => root !== null) ?? null);
}

/**
 * The roots of commits under the usual names beside the first one, if they have items: a commit that brings a root of its
 * own must not hide the one that was there.
 */
export async function otherCommittedRoots(
  repository: Repository,
  commits: readonly string[],
): Promise<CommittedRoot[][]> {
  const found = await rootsIn(repository, commits, possibleRoots(repository));
  return Promise.all(
    found.map(async (roots) => {
      const [, ...others] = roots.filter((root) => root !== null);
      const filled = await Promise.all(others.map((root) => hasItems(repository.reader, root)));
      return others.filter((_, index) => filled[index]);
    }),
  );
}

/**
 * The roots that an earlier commit has, seen from a later one: the same, and those of the usual names that have gone
 * since. Empty where it has none of them.
 */
export function earlierRoots(repository: Repository, commit: string, later: CommittedRoot): Promise<CommittedRoot[]> {
  return goneSince(repository, commit, later, [...new Set([later.root, ...possibleRoots(repository)])]);
}

/** The roots that an earlier commit had anywhere else, and that have gone since. All of its files are looked at. */
export function otherRoots(repository: Repository, commit: string, later: CommittedRoot): Promise<CommittedRoot[]> {
  const usual = new Set([later.root, ...possibleRoots(repository)]);
  const roots = searchRoots(repository.worktree, commit).filter((root) => !usual.has(root));
  return goneSince(repository, commit, later, roots);
}

/** Of some roots of an earlier commit: the same as the later one's, and those in which the later commit has no items. */
async function goneSince(
  repository: Repository,
  commit: string,
  later: CommittedRoot,
  roots: readonly string[],
): Promise<CommittedRoot[]> {
  const [before = [], now = []] = await rootsIn(repository, [commit, later.commit], roots);
  const gone: CommittedRoot[] = [];
  for (const [index, root] of before.entries()) {
    if (!root) continue;
    const still = now[index];
    if (root.root === later.root || !still || !(await hasItems(repository.reader, still))) gone.push(root);
  }
  return gone;
}

async function rootsIn(
  { reader }: Repository,
  commits: readonly string[],
  roots: readonly string[],
): Promise<(CommittedRoot | null)[][]> {
  const found = await findRoots(
    reader,
    commits.flatMap((commit) => roots.map((root) => ({ commit, root }))),
  );
  return commits.map((_, index) => found.slice(index * roots.length, (index + 1) * roots.length));
}

/** Where a repository may have its work items: where they are now, and under the usual names. */
export function possibleRoots({ project, root }: Repository): string[] {
  const usual = ROOT_NAMES.map((name) => (project === '' ? name : `${project}/${name}`));
  return [...new Set([root, ...usual])];
}

/** A path in the repository as it is seen from the project. */
export function belowProject({ project }: Repository, path: string): string {
  return project !== '' && path.startsWith(`${project}/`) ? path.slice(project.length + 1) : path;
}
