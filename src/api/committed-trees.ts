import { relative } from 'node:path';
import { type CommittedTree, readCommittedTrees } from '../git/committed-tree.ts';
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

/** The work items of a commit, where they are now or under another of the usual names. Throws `no-root` for none. */
export async function committedTree(repository: Repository, commit: string, name: string): Promise<CommittedTree> {
  const found = await committedTreeIn(repository, commit);
  if (found) return found;
  const { root } = repository;
  const hint = 'are they committed there? --root names another directory';
  throw new TicketsError('no-root', `${name} has no work items in ${root || 'its top directory'}`, hint);
}

/** The same; null for none. */
export async function committedTreeIn(repository: Repository, commit: string): Promise<CommittedTree | null> {
  const wanted = possibleRoots(repository).map((root) => ({ commit, root }));
  const trees = await readCommittedTrees(repository.reader, wanted);
  return trees.find((tree) => tree !== null) ?? null;
}

/**
 * The work items that an earlier commit has, seen from a later one: in the same root, in one that has gone since, and, where
 * neither has any, wherever they were. Empty where the earlier commit has none at all.
 */
export async function earlierTrees(
  repository: Repository,
  commit: string,
  later: CommittedTree,
): Promise<CommittedTree[]> {
  const { worktree, reader } = repository;
  const treesIn = (of: string, roots: readonly string[]) =>
    readCommittedTrees(
      reader,
      roots.map((root) => ({ commit: of, root })),
    );
  const roots = [...new Set([later.root, ...possibleRoots(repository)])];
  const present = goneSince(await treesIn(commit, roots), await treesIn(later.commit, roots), later);
  if (present.some(({ places }) => places.length > 0)) return present;
  const others = searchRoots(worktree, commit).filter((root) => !roots.includes(root));
  return [...present, ...goneSince(await treesIn(commit, others), await treesIn(later.commit, others), later)];
}

function goneSince(
  trees: readonly (CommittedTree | null)[],
  now: readonly (CommittedTree | null)[],
  later: CommittedTree,
): CommittedTree[] {
  return trees.filter(
    (tree, index): tree is CommittedTree =>
      tree !== null && (tree.root === later.root || (now[index]?.places.length ?? 0) === 0),
  );
}

function possibleRoots({ project, root }: Repository): string[] {
  const usual = ROOT_NAMES.map((name) => (project === '' ? name : `${project}/${name}`));
  return [...new Set([root, ...usual])];
}
