import { decodeText } from '../format/decode-text.ts';
import { isItemId } from '../format/item-id.ts';
import { STATUSES } from '../format/status.ts';
import { type FilesCommit, type FileVersions, fileHistory } from '../git/file-history.ts';
import { isShallow } from '../git/resolve-commit.ts';
import { resolveRef } from '../store/resolve-ref.ts';
import { type FieldChange, itemChanges } from '../tickets/item-changes.ts';
import { TicketsError } from '../tickets/tickets-error.ts';
import { commitNamed, possibleRoots, withRepository } from './committed-roots.ts';
import type { Workspace } from './workspace.ts';

export interface HistoryEntry {
  commit: string;
  author: string;
  /** An ISO time with the author's own offset. */
  at: string;
  subject: string;
  /** What it did to the item: made it, took it away, or neither. */
  kind: 'created' | 'deleted' | 'changed';
  changes: FieldChange[];
}

export interface HistoryResult {
  root: string;
  id: string;
  /** Latest first. */
  entries: HistoryEntry[];
  /** Whether the clone lacks older commits. */
  shallow: boolean;
}

export interface HistoryOptions {
  /** The last commit. Default: HEAD. */
  rev?: string;
  limit?: number;
}

/** Who changed which field, the status or the body of an item, in which commit, by its id wherever it stood. */
export function history(
  workspace: Workspace,
  ref: string,
  { rev = 'HEAD', limit }: HistoryOptions = {},
): Promise<HistoryResult> {
  const id = idOf(workspace, ref);
  return withRepository(workspace.root, async (repository) => {
    const { worktree, reader } = repository;
    const places = possibleRoots(repository).flatMap((root) =>
      STATUSES.map((status) => [root, status, id, 'item.md'].filter((name) => name !== '').join('/')),
    );
    const commits = fileHistory(worktree, await commitNamed(repository, rev), places);
    const blobs = commits.flatMap(({ files }) => files.flatMap(({ was, is }) => [...was, is]));
    const texts = await reader.blobs([...new Set(blobs.filter((blob) => blob !== null))]);
    const textOf = (blob: string | null): string | null => {
      const bytes = blob === null ? undefined : texts.get(blob);
      return bytes ? decodeText(bytes).text : null;
    };
    const entries = commits.flatMap((commit) => entryOf(commit, textOf));
    return {
      root: workspace.root.path,
      id,
      entries: entries.slice(0, limit ?? entries.length),
      shallow: isShallow(worktree),
    };
  });
}

/** The id that a reference means. An item that is there no more is known by its whole id alone. */
function idOf(workspace: Workspace, ref: string): string {
  try {
    return resolveRef(workspace.root.path, ref).id;
  } catch (error) {
    if (error instanceof TicketsError && error.code === 'not-found' && isItemId(ref)) return ref;
    throw error;
  }
}

function entryOf(
  { commit, author, at, subject, files }: FilesCommit,
  textOf: (blob: string | null) => string | null,
): HistoryEntry[] {
  // Of a merge, what it has otherwise than each of its parents.
  const parents = Math.max(1, ...files.map(({ was }) => was.length));
  const byParent = Array.from({ length: parents }, (_, index) => changesSince(files, index, textOf));
  const [first = []] = byParent;
  const changes = first.filter(({ field, to }) =>
    byParent.every((others) => others.some((other) => other.field === field && other.to === to)),
  );
  if (changes.length === 0) return [];
  const wasThere = files.some(({ was }) => was.some((blob) => blob !== null));
  const isThere = files.some(({ is }) => is !== null);
  const kind = !wasThere ? 'created' : isThere ? 'changed' : 'deleted';
  return [{ commit, author, at, subject, kind, changes }];
}

/** An item that moved has gone from one place and come to another in the same commit. */
function changesSince(
  files: readonly FileVersions[],
  parent: number,
  textOf: (blob: string | null) => string | null,
): FieldChange[] {
  const before = files.map(({ was }) => textOf(was[parent] ?? null)).find((text) => text !== null) ?? null;
  const after = files.map(({ is }) => textOf(is)).find((text) => text !== null) ?? null;
  return itemChanges(before, after);
}
