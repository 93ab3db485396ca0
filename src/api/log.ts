import { parseThread, type ThreadEvent } from '../format/thread.ts';
import { parseTimestamp } from '../format/timestamp.ts';
import { listItems } from '../store/list-items.ts';
import type { TreeProblem } from '../store/list-places.ts';
import { readItemText } from '../store/read-item-file.ts';
import type { ItemSummary } from '../tickets/item.ts';
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
  const found: { entry: LogEntry; time: number; order: number }[] = [];
  for (const { id, slug, title, status } of items) {
    const read = readItemText(root, { status, id }, 'thread.md');
    if (read.kind === 'unreadable') {
      const path = `${status}/${id}/thread.md`;
      problems.push({ code: 'layout/unreadable-file', path, message: `${path} ${read.reason}` });
    }
    if (read.kind !== 'read') continue;
    const { events } = parseThread(read.text, id);
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
