import { decodeText } from '../format/decode-text.ts';
import { STATUSES, type Status } from '../format/status.ts';
import { type CommittedPlace, readCommittedTree } from '../git/committed-tree.ts';
import type { ObjectReader } from '../git/object-reader.ts';
import type { TreeObjectEntry } from '../git/tree-object.ts';
import type { TreeProblem } from '../store/list-places.ts';
import { type SummaryRead, summarizeItem } from '../tickets/summarize-item.ts';
import type { TextRead } from '../tickets/text-read.ts';
import { commitNamed, committedRoot, type Repository, withRepository } from './committed-roots.ts';
import type { Workspace } from './workspace.ts';

/** An item of a commit. */
export interface ItemOfCommit {
  read: SummaryRead;
  place: CommittedPlace;
  /** What stands directly in its directory. */
  entries: readonly TreeObjectEntry[];
}

/** The items of a commit, without a checkout. */
export interface ItemsOfCommit {
  commit: string;
  repository: Repository;
  /** By status, then by name; a directory that is no item is left out. */
  items: ItemOfCommit[];
  problems: TreeProblem[];
}

/**
 * Reads the items of a commit as the disk's reader reads those of a directory, and runs a step with them. Throws a
 * TicketsError `git` for a revision that is none, `no-root` for a commit without work items.
 */
export function withCommit<T>(
  workspace: Workspace,
  revision: string,
  step: (items: ItemsOfCommit) => Promise<T>,
  statuses: readonly Status[] = STATUSES,
): Promise<T> {
  return withRepository(workspace.root, async (repository) => {
    const commit = await commitNamed(repository, revision);
    const { places, odd } = await readCommittedTree(
      repository.reader,
      await committedRoot(repository, commit, revision),
    );
    const wanted = places.filter(({ status }) => statuses.includes(status));
    const { reader } = repository;
    const trees = await reader.trees(wanted.map(({ tree }) => tree));
    const found = wanted.map((place) => ({ place, entries: trees.get(place.tree) ?? [] }));
    const texts = await readFiles(
      reader,
      found.map(({ entries }) => entries),
      'item.md',
    );
    const items = found.flatMap(({ place, entries }, index): ItemOfCommit[] => {
      const hasThread = entries.some(({ name }) => name === 'thread.md');
      const read = summarizeItem(place, texts[index] ?? { kind: 'missing' }, () => hasThread);
      return read ? [{ read, place, entries }] : [];
    });
    const problems = odd.map(({ path, kind }) => ({
      code: 'layout/symlink',
      path,
      message: `${path} is ${kind === 'symlink' ? 'a symbolic link, which is not followed' : 'no directory'}`,
    }));
    return step({ commit, repository, items, problems });
  });
}

/** The text of a file in each of some directories. */
export async function readFiles(
  reader: ObjectReader,
  directories: readonly (readonly TreeObjectEntry[])[],
  name: string,
): Promise<TextRead[]> {
  const files = directories.map((entries) => entries.find((entry) => entry.name === name));
  const blobs = await reader.blobs(files.flatMap((file) => (file?.kind === 'file' ? [file.id] : [])));
  return files.map((file): TextRead => {
    if (!file) return { kind: 'missing' };
    const bytes = blobs.get(file.id);
    if (file.kind === 'file' && bytes) return { kind: 'read', ...decodeText(bytes) };
    return { kind: 'unreadable', reason: file.kind === 'symlink' ? 'is a symbolic link' : 'is no regular file' };
  });
}
