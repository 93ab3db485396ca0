import { decodeText } from '../format/decode-text.ts';
import { latestTime } from '../format/latest-time.ts';
import { latin1 } from '../format/latin1.ts';
import { STATUSES } from '../format/status.ts';
import { parseThread, type ThreadEvent } from '../format/thread.ts';
import { formatTimestamp, parseTimestamp } from '../format/timestamp.ts';
import { listedPlaces, readMovedSummary } from '../store/list-items.ts';
import type { TreeProblem } from '../store/list-places.ts';
import { readSmallFile } from '../store/read-file.ts';
import { readItemText } from '../store/read-item-file.ts';
import { readListedSummary } from '../store/read-listed-summary.ts';
import type { ItemPlace } from '../tickets/change.ts';
import type { ItemSummary } from '../tickets/item.ts';
import { NewestEvents } from '../tickets/newest-events.ts';
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
  const { places, twice, problems } = listedPlaces(root, STATUSES);
  const newest = new NewestEvents(options.limit ?? Number.POSITIVE_INFINITY);
  const mayHaveNewest = newestLooker(newest, options);
  const unread: TreeProblem[] = [];
  // From the end, where the latest items are: the sooner the newest events are known, the less is read of the others.
  for (let item = places.length - 1; item >= 0; item -= 1) {
    const place = places[item] as ItemPlace;
    const bytes = readSmallFile(`${root}/${place.status}/${place.id}/thread.md`);
    if (bytes !== null) {
      if (mayHaveNewest(bytes)) addEvents(newest, item, place.id, decodeText(bytes).text, options);
      continue;
    }
    const summary = readListedSummary(root, place) ?? readMovedSummary(root, place, twice);
    if (summary === null) continue;
    const thread = readItemText(root, summary, 'thread.md');
    if (thread.kind === 'unreadable') unread.push(unreadable(summary, thread.reason));
    if (thread.kind === 'read') addEvents(newest, item, place.id, thread.text, options);
  }
  const summaries = new Map<number, LogEntry['item']>();
  const itemOf = (item: number): LogEntry['item'] => {
    const place = places[item] as ItemPlace;
    const known =
      summaries.get(item) ??
      shownItem(
        readListedSummary(root, place) ??
          readMovedSummary(root, place, twice) ?? { ...place, slug: place.id, title: '' },
      );
    summaries.set(item, known);
    return known;
  };
  const entries = newest.list().map(({ item, event }) => ({ item: itemOf(item), event }));
  return { root, entries, problems: [...problems, ...unread.reverse()] };
}

/** Tells whether a log can have an event that is asked for, and newer than those that are known by then. */
function newestLooker(newest: NewestEvents, { since }: LogOptions): (bytes: Buffer) => boolean {
  const asked = since?.getTime() ?? Number.NEGATIVE_INFINITY;
  let from = Number.NaN;
  let first: string | null = null;
  return (bytes) => {
    const bound = Math.max(newest.from, asked);
    if (bound === Number.POSITIVE_INFINITY) return false;
    // Written out only when it has changed: it seldom does among thousands of logs.
    if (bound !== from) {
      from = bound;
      first = inForm(bound);
    }
    return first === null || latestTime(latin1(bytes)) >= first;
  };
}

/** A time in the form that files have; null for one that has none, and is no bound. */
function inForm(time: number): string | null {
  const date = new Date(time);
  const year = date.getUTCFullYear();
  return Number.isNaN(year) || time < 0 || year > 9999 ? null : formatTimestamp(date);
}

/** The events of all items of a commit. */
export async function logAt(workspace: Workspace, revision: string, options: LogOptions = {}): Promise<LogResult> {
  const { readFiles, withCommit } = await import('./read-commit.ts');
  return withCommit(workspace, revision, async ({ repository, items, problems: known }) => {
    const directories = items.map(({ entries }) => entries);
    const threads = await readFiles(repository.reader, directories, 'thread.md');
    const newest = new NewestEvents(options.limit ?? Number.POSITIVE_INFINITY);
    const problems = [...known];
    for (const [item, { read }] of items.entries()) {
      const thread = threads[item];
      if (thread?.kind === 'unreadable') problems.push(unreadable(read.summary, thread.reason));
      if (thread?.kind === 'read') addEvents(newest, item, read.summary.id, thread.text, options);
    }
    const summaries = items.map(({ read }) => shownItem(read.summary));
    const entries = newest.list().map(({ item, event }) => ({ item: summaries[item] as LogEntry['item'], event }));
    return { root: workspace.root.path, entries, problems };
  });
}

function addEvents(newest: NewestEvents, item: number, id: string, text: string, options: LogOptions): void {
  for (const [order, event] of parseThread(text, id).events.entries()) {
    const time = parseTimestamp(event.at ?? '') ?? Number.NEGATIVE_INFINITY;
    if (fits(event, time, options)) newest.add({ event, time, item, order });
  }
}

function shownItem({ id, slug, title, status }: LogEntry['item']): LogEntry['item'] {
  return { id, slug, title, status };
}

function unreadable({ status, id }: ItemPlace, reason: string): TreeProblem {
  const path = `${status}/${id}/thread.md`;
  return { code: 'layout/unreadable-file', path, message: `${path} ${reason}` };
}

function fits(event: ThreadEvent, time: number, { since, author, kind }: LogOptions): boolean {
  if (since !== undefined && time < since.getTime()) return false;
  if (author !== undefined && event.author !== author) return false;
  return kind === undefined || event.kind === kind;
}
