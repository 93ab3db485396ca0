import { STATUSES, type Status } from '../format/status.ts';
import { parseThread } from '../format/thread.ts';
import { listItems } from '../store/list-items.ts';
import type { TreeProblem } from '../store/list-places.ts';
import { readItemText } from '../store/read-item-file.ts';
import type { ItemSummary } from '../tickets/item.ts';
import type { Workspace } from './workspace.ts';

export const SORT_KEYS = ['id', 'created', 'updated', 'priority', 'title', 'kind', 'slug', 'status'] as const;

export type SortKey = (typeof SORT_KEYS)[number];

export interface ListOptions {
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
  const status = options.status ?? 'open';
  const { items, problems } = listItems(root, status === 'all' ? STATUSES : [status]);
  const fitting = items.filter((item) => fits(root, item, options));
  if (options.sort) fitting.sort(comparison(options.sort));
  if (options.reverse) fitting.reverse();
  return { root, items: fitting.slice(0, options.limit ?? fitting.length), problems };
}

function fits(root: string, item: ItemSummary, options: ListOptions): boolean {
  const { labels = [], kind, priority, assignee, author } = options;
  if (!labels.every((label) => item.labels.includes(label))) return false;
  if (kind !== undefined && item.kind !== kind) return false;
  if (priority !== undefined && item.priority !== priority) return false;
  if (assignee !== undefined && (item.assignee ?? 'none') !== assignee) return false;
  return author === undefined || hasEventBy(root, item, author);
}

function hasEventBy(root: string, item: ItemSummary, author: string): boolean {
  const read = readItemText(root, item, 'thread.md');
  if (read.kind !== 'read') return false;
  return parseThread(read.text, item.id).events.some((event) => event.author === author);
}

function comparison(key: SortKey): (a: ItemSummary, b: ItemSummary) => number {
  const value = (item: ItemSummary): string => {
    switch (key) {
      case 'created':
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
  return (a, b) => compare(value(a), value(b)) || compare(a.id, b.id);
}
