import { STATUSES, type Status } from '../format/status.ts';
import { parseThread } from '../format/thread.ts';
import { listItems, visitItems } from '../store/list-items.ts';
import type { TreeProblem } from '../store/list-places.ts';
import { readDigest } from '../store/read-digest.ts';
import { readItemText } from '../store/read-item-file.ts';
import type { Digest } from '../tickets/digest/digest.ts';
import { foldLog } from '../tickets/digest/fold-log.ts';
import type { ItemSummary } from '../tickets/item.ts';
import type { TextRead } from '../tickets/text-read.ts';
import { asksLogs, chooseByLog, type LogFilters } from './list-by-log.ts';
import type { Workspace } from './workspace.ts';

export const SORT_KEYS = [
  'id',
  'created',
  'updated',
  'priority',
  'title',
  'kind',
  'slug',
  'status',
  'age',
  'idle',
] as const;

export type SortKey = (typeof SORT_KEYS)[number];

export interface ListOptions extends LogFilters {
  /** Default: open. */
  status?: Status | 'all';
  /** All of these labels. */
  labels?: readonly string[];
  kind?: string;
  priority?: string;
  /** A name, or `none` for items without one. */
  assignee?: string;
  /** Items with an event by this author. */
  author?: string;
  /** Default: by status, then id. */
  sort?: SortKey;
  reverse?: boolean;
  limit?: number;
}

export interface ListResult {
  root: string;
  items: ItemSummary[];
  /** Things in the tree that could not be looked into. */
  problems: TreeProblem[];
}

/** The items that fit, every one of them: an unreadable one is listed by what is known of it. */
export function list(workspace: Workspace, options: ListOptions = {}): ListResult {
  const root = workspace.root.path;
  const { items, problems } = listItems(root, statusesOf(options));
  const hasEventBy = (item: ItemSummary, author: string): boolean =>
    isAuthorIn(item.id, readItemText(root, item, 'thread.md'), author);
  const digestOf = (item: ItemSummary) => readDigest(root, item, { checksEnd: false }).digest;
  return { root, items: choose(items, options, hasEventBy, digestOf), problems };
}

/**
 * Shows the items of `list` to `visit` one after the other, so that none need be kept. Null where they cannot be told in
 * their order before all are known; some may have been shown by then.
 */
export function visitList(
  workspace: Workspace,
  options: ListOptions,
  visit: (item: ItemSummary) => void,
): Omit<ListResult, 'items'> | null {
  const { author, sort, reverse, limit = Number.POSITIVE_INFINITY } = options;
  if (author !== undefined || sort !== undefined || reverse || asksLogs(options)) return null;
  const root = workspace.root.path;
  let left = limit;
  const problems = visitItems(root, statusesOf(options), (item) => {
    if (left > 0 && fits(item, options, () => true)) {
      visit(item);
      left -= 1;
    }
    return left > 0;
  });
  return problems && { root, problems };
}

/** The items of a commit that fit, as it has them. */
export async function listAt(workspace: Workspace, revision: string, options: ListOptions = {}): Promise<ListResult> {
  const { readFiles, withCommit } = await import('./read-commit.ts');
  return withCommit(
    workspace,
    revision,
    async ({ repository, items, problems }) => {
      const { author } = options;
      const all = items.map(({ read }) => read.summary);
      const directories = author === undefined && !asksLogs(options) ? [] : items.map(({ entries }) => entries);
      const threads = await readFiles(repository.reader, directories, 'thread.md');
      const authors = new Set(all.filter(({ id }, index) => isAuthorIn(id, threads[index], author ?? '')));
      const logs = new Map(all.map((item, index) => [item, threads[index]]));
      const digestOf = (item: ItemSummary) => {
        const log = logs.get(item);
        return foldLog(item.id, item.status, log?.kind === 'read' ? log.text : '');
      };
      const chosen = choose(all, options, (item) => authors.has(item), digestOf);
      return { root: workspace.root.path, items: chosen, problems };
    },
    statusesOf(options),
  );
}

function statusesOf({ status = 'open' }: ListOptions): readonly Status[] {
  return status === 'all' ? STATUSES : [status];
}

function choose(
  items: readonly ItemSummary[],
  options: ListOptions,
  hasEventBy: (item: ItemSummary, author: string) => boolean,
  digestOf: (item: ItemSummary) => Digest,
): ItemSummary[] {
  const listed = items.filter((item) => fits(item, options, hasEventBy));
  const fitting = chooseByLog(listed, options, digestOf);
  if (options.sort && options.sort !== 'idle') fitting.sort(comparison(options.sort));
  if (options.reverse) fitting.reverse();
  return fitting.slice(0, options.limit ?? fitting.length);
}

function fits(
  item: ItemSummary,
  options: ListOptions,
  hasEventBy: (item: ItemSummary, author: string) => boolean,
): boolean {
  const { labels = [], kind, priority, assignee, author } = options;
  if (!labels.every((label) => item.labels.includes(label))) return false;
  if (kind !== undefined && item.kind !== kind) return false;
  if (priority !== undefined && item.priority !== priority) return false;
  if (assignee !== undefined && (item.assignee ?? 'none') !== assignee) return false;
  return author === undefined || hasEventBy(item, author);
}

function isAuthorIn(id: string, thread: TextRead | undefined, author: string): boolean {
  if (thread?.kind !== 'read') return false;
  return parseThread(thread.text, id).events.some((event) => event.author === author);
}

function comparison(key: Exclude<SortKey, 'idle'>): (a: ItemSummary, b: ItemSummary) => number {
  const value = (item: ItemSummary): string => {
    switch (key) {
      case 'created':
      case 'age':
        return item.createdAt;
      case 'updated':
        return item.updatedAt;
      case 'status':
        return String(STATUSES.indexOf(item.status));
      default:
        return item[key];
    }
  };
  const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  // The youngest first: an age grows.
  const direction = key === 'age' ? -1 : 1;
  return (a, b) => direction * compare(value(a), value(b)) || compare(a.id, b.id);
}
