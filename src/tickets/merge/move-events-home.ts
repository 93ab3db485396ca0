import { eventId } from '../../format/event-id.ts';
import { parseThread, type ThreadEvent } from '../../format/thread.ts';
import { parseTimestamp } from '../../format/timestamp.ts';
import { statusAfter } from '../status-after.ts';
import { readLog } from './log-entries.ts';
import { readTexts } from './merge-item.ts';
import { mergeItemTexts } from './merge-item-text.ts';
import { mergeThreads } from './merge-threads.ts';
import type { Contents, ItemFiles } from './tree-state.ts';

/** An event that was found in the log of another item, and went back. */
export interface MovedEvent {
  event: string;
  from: string;
  to: string;
}

/** What went back. */
export interface EventsHome {
  moved: MovedEvent[];
  /**
   * The logs that lost events and got others, as they were, with what they got: written before any log loses an event, no
   * event is in none at any moment.
   */
  whole: Map<string, { path: string; text: string }>;
}

/** How many ids are tried in one run, all events together: a second or two. */
const MOST_TRIES = 500_000;

/**
 * Puts events back where they belong. An id is made from the item's id, so an event that git's guess of a rename merged into
 * another item's log fits there no more, and fits one other item of the tree. Looks at the items that are named alone.
 */
export function moveEventsHome(items: Map<string, ItemFiles>, ids: Iterable<string>, contents: Contents): EventsHome {
  const moves: { move: MovedEvent; raw: string }[] = [];
  const before = new Map<string, { path: string; text: string }>();
  let tries = 0;
  const homeOf = (event: ThreadEvent): string | null => {
    for (const id of items.keys()) {
      tries += 1;
      if (tries > MOST_TRIES) return null;
      if (eventId(id, event) === event.id) return id;
    }
    return null;
  };
  for (const id of [...ids].sort()) {
    const thread = threadOf(items.get(id), contents);
    if (!thread) continue;
    const { preamble, events } = parseThread(thread.text, id);
    const homes = events.map((event) => (isForeign(id, event) ? homeOf(event) : null));
    if (homes.every((home) => home === null || home === id)) continue;
    const rest = events.filter((_, index) => homes[index] === null);
    const text = preamble + rest.map(({ raw }) => raw).join('');
    before.set(id, thread);
    setFile(items, id, thread.path, endedOnce(text), contents);
    for (const [index, event] of events.entries()) {
      const home = homes[index];
      if (home == null) continue;
      addEvent(items, home, event, contents);
      moves.push({ move: { event: event.id ?? '', from: id, to: home }, raw: event.raw });
    }
  }
  const whole: EventsHome['whole'] = new Map();
  for (const { move, raw } of moves) {
    const log = whole.get(move.to) ?? before.get(move.to);
    if (log) whole.set(move.to, { ...log, text: withEvent(log.text, move.to, raw) });
  }
  return { moved: moves.map(({ move }) => move), whole };
}

function withEvent(text: string, itemId: string, event: string): string {
  return mergeThreads('', text, endedOnce(event), { itemId, names: NAMES }).text;
}

const NAMES = { ours: 'ours', theirs: 'theirs' };

/** Whether an event has an id of ours that does not fit the item. One whose text was taken out fits nowhere, and stays. */
function isForeign(id: string, event: ThreadEvent): boolean {
  if (event.id === null || !/^[0-9a-f]{16}$/.test(event.id)) return false;
  if (event.attributes.some(({ key }) => key === 'redacted')) return false;
  return eventId(id, event) !== event.id;
}

function addEvent(items: Map<string, ItemFiles>, id: string, event: ThreadEvent, contents: Contents): void {
  const thread = threadOf(items.get(id), contents);
  const before = thread?.text ?? '';
  const text = withEvent(before, id, event.raw);
  const path = thread?.path ?? [...(items.get(id) ?? new Map()).keys()][0]?.replace(/\/.*/s, '/thread.md') ?? '';
  // It may be there already, and what follows from it may not: a run that was stopped wrote the log alone.
  if (text !== before) setFile(items, id, path, text, contents);
  const log = readLog(text, id).entries.map((entry) => entry.event);
  const last = log.findLast((candidate) => statusAfter(candidate) !== null);
  const status = last?.id === event.id ? statusAfter(event) : null;
  const at = log.map((candidate) => candidate.at ?? '').findLast((time) => parseTimestamp(time) !== null);
  const files = items.get(id) ?? new Map();
  const itemPath = [...files.keys()].find(
    (candidate) => candidate.endsWith('/item.md') && candidate.split('/').length === 2,
  );
  const item = itemPath && files.get(itemPath);
  if (!item || !itemPath) return;
  const { texts, encoding } = readTexts([contents.get(item.oid)]);
  const old = texts[0] ?? '';
  const merged = mergeItemTexts(old, old, old, { names: NAMES, status: status ?? undefined, lastEventAt: at });
  setFile(items, id, itemPath, Buffer.from(merged.text, encoding), contents);
  if (status === null) return;
  const resolution = itemPath.replace('item.md', 'resolution.md');
  // One that stands there may have been edited since.
  const isWanted = status === 'closed' && (text !== before || !files.has(resolution));
  if (isWanted) setFile(items, id, resolution, `${event.body}\n`, contents);
  const placed = [...(items.get(id) ?? [])].map(([name, file]) => [name.replace(/^[^/]+/, status), file] as const);
  items.set(id, new Map(placed.filter(([name]) => status === 'closed' || name !== `${status}/resolution.md`)));
}

function threadOf(files: ItemFiles | undefined, contents: Contents): { path: string; text: string } | null {
  for (const [path, file] of files ?? []) {
    // A log that is not valid UTF-8 is left as it is.
    if (!/^[^/]+\/thread\.md$/.test(path)) continue;
    const { texts, encoding } = readTexts([contents.get(file.oid)]);
    if (encoding === 'utf8') return { path, text: texts[0] ?? '' };
  }
  return null;
}

function setFile(
  items: Map<string, ItemFiles>,
  id: string,
  path: string,
  content: string | Uint8Array,
  contents: Contents,
): void {
  const files = items.get(id) ?? new Map();
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  items.set(id, new Map(files).set(path, { mode: files.get(path)?.mode ?? '100644', oid: contents.add(bytes) }));
}

/** A log without the blank lines behind its last event. */
function endedOnce(text: string): string {
  return text.replace(/(\r?\n)(?:\r?\n)+$/, '$1');
}
