import { parseThread, type ThreadEvent } from '../format/thread.ts';
import { parseTimestamp } from '../format/timestamp.ts';
import { listItems } from '../store/list-items.ts';
import type { TreeProblem } from '../store/list-places.ts';
import { readItemText } from '../store/read-item-file.ts';
import type { ItemSummary } from '../tickets/item.ts';
import type { TextRead } from '../tickets/text-read.ts';
import { readFiles, withCommit } from './read-commit.ts';
import type { Workspace } from './workspace.ts';

export interface LogOptions {
  /** Events at or after this moment. */
  since?: Date;
  author?: string;
  kind?: string;
  limit?: number;
}

export interface LogEntry {
  item: Pick<ItemSummary, 'id' | 'slug' | 'title' | 'status'>;
  event: ThreadEvent;
}

export interface LogResult {
  root: string;
  entries: LogEntry[];
  problems: TreeProblem[];
}

/** The events of all items, newest first. Events without a readable time come last. */
export function log(workspace: Workspace, options: LogOptions = {}): LogResult {
  const root = workspace.root.path;
  const { items, problems } = listItems(root);
  return logOf(root, readThreads(root, items), problems, options);
}

/** One after the other: what is not shown of a log is let go before the next is read. */
function* readThreads(root: string, items: readonly ItemSummary[]): Generator<{ item: ItemSummary; thread: TextRead }> {
  for (const item of items) yield { item, thread: readItemText(root, item, 'thread.md') };
}

/** The events of all items of a commit. */
export function logAt(workspace: Workspace, revision: string, options: LogOptions = {}): Promise<LogResult> {
  return withCommit(workspace, revision, async ({ repository, items, problems }) => {
    const directories = items.map(({ entries }) => entries);
    const threads = await readFiles(repository.reader, directories, 'thread.md');
    const reads = items.map(({ read }, index) => ({
      item: read.summary,
      thread: threads[index] ?? { kind: 'missing' as const },
    }));
    return logOf(workspace.root.path, reads, problems, options);
  });
}

function logOf(
  root: string,
  reads: Iterable<{ item: ItemSummary; thread: TextRead }>,
  known: readonly TreeProblem[],
  options: LogOptions,
): LogResult {
  const problems = [...known];
  const found: { entry: LogEntry; time: number; order: number }[] = [];
  for (const { item, thread } of reads) {
    const { id, slug, title, status } = item;
    if (thread.kind === 'unreadable') {
      const path = `${status}/${id}/thread.md`;
      problems.push({ code: 'layout/unreadable-file', path, message: `${path} ${thread.reason}` });
    }
    if (thread.kind !== 'read') continue;
    const { events } = parseThread(thread.text, id);
    for (const event of events) {
      const time = parseTimestamp(event.at ?? '') ?? Number.NEGATIVE_INFINITY;
      if (!fits(event, time, options)) continue;
      found.push({ entry: { item: { id, slug, title, status }, event }, time, order: found.length });
    }
  }
  // Several events in one second: the order in the file is the order.
  found.sort((a, b) => (a.time === b.time ? b.order - a.order : b.time - a.time));
  const entries = found.map(({ entry }) => entry);
  return { root, entries: entries.slice(0, options.limit ?? entries.length), problems };
}

function fits(event: ThreadEvent, time: number, { since, author, kind }: LogOptions): boolean {
  if (since !== undefined && time < since.getTime()) return false;
  if (author !== undefined && event.author !== author) return false;
  return kind === undefined || event.kind === kind;
}
