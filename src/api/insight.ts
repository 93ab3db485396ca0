import { STATUSES, type Status } from '../format/status.ts';
import { parseTimestamp } from '../format/timestamp.ts';
import type { TreeProblem } from '../store/list-places.ts';
import { type DigestRead, readDigest } from '../store/read-digest.ts';
import { readSummary } from '../store/read-summary.ts';
import { readTimeline } from '../store/read-timeline.ts';
import { resolveRef } from '../store/resolve-ref.ts';
import { stablePlaces } from '../store/stable-places.ts';
import type { ItemPlace } from '../tickets/change.ts';
import type { Digest } from '../tickets/digest/digest.ts';
import { type DigestedItem, type Insight, summarizeDigests } from '../tickets/insight/summarize-digests.ts';
import { type TimelineEvent, timelineOf } from '../tickets/insight/timeline.ts';
import type { ItemSummary } from '../tickets/item.ts';
import { TicketsError } from '../tickets/tickets-error.ts';
import { type ListOptions, list } from './list.ts';
import type { Workspace } from './workspace.ts';

export interface InsightOptions extends Pick<ListOptions, 'labels' | 'kind' | 'priority' | 'assignee' | 'author'> {
  /** Default: all. */
  status?: Status | 'all';
  /** Items with an event since then. */
  since?: Date;
}

export interface InsightResult extends Insight {
  root: string;
  /** What could not be read: paths relative to the root. */
  problems: TreeProblem[];
}

export interface ItemInsight {
  root: string;
  item: Pick<ItemSummary, 'id' | 'status' | 'slug' | 'title' | 'kind' | 'priority' | 'labels' | 'assignee' | 'path'>;
  digest: Digest;
  /** Whether the digest is the item's seal, or was folded from its log just now. */
  from: 'seal' | 'log';
  /** All events of a short log; of a long one the first and the last. */
  timeline: TimelineEvent[];
}

/** What the log of one item says. */
export function itemInsight(workspace: Workspace, ref: string): ItemInsight {
  const root = workspace.root.path;
  const found = digestWhereItIs(root, resolveRef(root, ref), { checksEnd: true });
  if (!found) throw new TicketsError('not-found', `'${ref}' moved while it was read`, 'try again');
  const { place, digest, from, problem } = found;
  if (problem !== null) {
    const path = `${place.status}/${place.id}/thread.md`;
    throw new TicketsError('unreadable', `${path} ${problem}`, '`tickets doctor` tells more');
  }
  const read = readSummary(root, place);
  if (!read) throw new TicketsError('not-found', `'${ref}' moved while it was read`, 'try again');
  const { id, status, slug, title, kind, priority, labels, assignee, path } = read.summary;
  const timeline = timelineOf(digest.watermark.events, readTimeline(root, place));
  return { root, item: { id, status, slug, title, kind, priority, labels, assignee, path }, digest, from, timeline };
}

/** What the logs of all items say together, or of those that fit. */
export function insight(workspace: Workspace, options: InsightOptions = {}): InsightResult {
  const root = workspace.root.path;
  const { chosen, problems } = choose(workspace, options);
  const items: DigestedItem[] = [];
  for (const { place, summary } of chosen) {
    const read = digestWhereItIs(root, place, { checksEnd: false });
    // A directory that is no item.
    if (!read) continue;
    const { id, status } = read.place;
    if (read.problem !== null) {
      const message = `thread.md ${read.problem}`;
      problems.push({ code: 'layout/unreadable-file', path: `${status}/${id}/thread.md`, message });
    }
    if (!fits(read.digest, options)) continue;
    const { title = null, priority = null } = summary ?? {};
    items.push({ id, status, title, priority, digest: read.digest });
  }
  return { root, ...summarizeDigests(items, workspace.now()), problems };
}

/** The digest of an item that was listed. If it has moved since, it is read where it is now; null where it is no item. */
function digestWhereItIs(
  root: string,
  { status, id }: ItemPlace,
  how: { checksEnd: boolean },
): (DigestRead & { place: ItemPlace }) | null {
  const listed = { status, id };
  const first = readDigest(root, listed, how);
  // Nearly always; there may be thousands.
  if (first.problem !== 'is missing') return { place: listed, ...first };
  for (const at of [status, ...STATUSES, ...STATUSES]) {
    const place = { status: at, id };
    const read = readDigest(root, place, how);
    if (read.problem !== 'is missing' || readSummary(root, place)) return { place, ...read };
  }
  return null;
}

interface Chosen {
  place: ItemPlace;
  /** Of a closed item only where a filter asks for it: all that is said of it stands in its digest. */
  summary: ItemSummary | null;
}

function choose(workspace: Workspace, options: InsightOptions): { chosen: Chosen[]; problems: TreeProblem[] } {
  const root = workspace.root.path;
  const { status = 'all', labels = [], kind, priority, assignee } = options;
  const byFields = labels.length > 0 || [kind, priority, assignee].some((filter) => filter !== undefined);
  if (byFields) {
    const filters = { labels, ...(kind !== undefined && { kind }), ...(priority !== undefined && { priority }) };
    const result = list(workspace, { status, ...filters, ...(assignee !== undefined && { assignee }) });
    return { chosen: result.items.map((summary) => ({ place: summary, summary })), problems: result.problems };
  }
  const { places, problems } = stablePlaces(root, status === 'all' ? STATUSES : [status]);
  const chosen = places.flatMap((place): Chosen[] => {
    if (place.status === 'closed') return [{ place, summary: null }];
    const read = readSummary(root, place);
    return read ? [{ place, summary: read.summary }] : [];
  });
  return { chosen, problems: [...problems] };
}

function fits(digest: Digest, { author, since }: InsightOptions): boolean {
  if (author !== undefined && !digest.participants.some(({ name }) => name === author)) return false;
  if (since === undefined) return true;
  const last = parseTimestamp(digest.lastActivity ?? '');
  return last !== null && last >= since.getTime();
}
