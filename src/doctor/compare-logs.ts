import { redactionOf } from '../format/redaction.ts';
import { STATUSES } from '../format/status.ts';
import { parseThread, type ThreadEvent } from '../format/thread.ts';
import type { CommittedItem, LogComparison } from '../tickets/log-comparison.ts';
import {
  addedEvents,
  beginsWithId,
  type CommittedLog,
  committedId,
  committedLog,
  readableEvent,
} from './committed-log.ts';
import { headerRange } from './event-place.ts';
import type { ItemFault, LogFault } from './log-fault.ts';
import { type EventMatch, eventContent, matchEvents } from './match-events.ts';
import { type NewEvents, newEventFaults } from './new-event-faults.ts';

/**
 * What is wrong with the logs of a commit, seen from an earlier one: an event that is not there, not in its place or not
 * byte for byte what it was, an item that is gone, and a new event that does not fit its id, or has that of another one.
 * Items are known by the names of their directories, wherever they stand.
 */
export function compareLogs(comparison: LogComparison): LogFault[] {
  const head = groupById(comparison.head);
  const base = groupById(comparison.base);
  const faults: LogFault[] = [];
  const add = (item: string, fault: ItemFault): void => {
    faults.push({ against: comparison.against, item, event: null, found: null, other: null, ...fault });
  };
  for (const { path, kind } of comparison.odd) {
    add(path.slice(path.indexOf('/') + 1), { type: 'not-a-file', path, other: kind });
  }
  const odd = new Set(comparison.odd.map(({ path }) => path.slice(path.indexOf('/') + 1)));
  for (const [id, items] of head) {
    for (const item of items) {
      for (const [name, kind] of item.entries) {
        if (kind !== (name === 'artifacts' ? 'directory' : 'file') && OWN.includes(name)) {
          add(id, { type: 'not-a-file', path: `${item.path}/${name}`, other: kind });
        }
      }
    }
    const [first, ...others] = items.toSorted((a, b) => STATUSES.indexOf(a.status) - STATUSES.indexOf(b.status));
    for (const { path } of others) add(id, { type: 'item-in-two-places', path, other: first?.path ?? null });
    if (!base.has(id)) for (const item of items) checkNewItem(item, comparison, add);
  }
  for (const [id, items] of base) {
    const now = head.get(id) ?? [];
    if (now.length === 0 && odd.has(id)) continue;
    for (const item of items) {
      // Of two places, the item's log is where most of it is.
      const found = now.map((candidate) => compareItem(item, candidate, comparison)).sort(byCount)[0];
      for (const fault of found ?? [goneItem(item, comparison, base)]) add(id, fault);
    }
  }
  return faults;
}

const OWN = ['item.md', 'thread.md', 'resolution.md', 'artifacts'];

type Add = (item: string, fault: ItemFault) => void;

function groupById(items: readonly CommittedItem[]): Map<string, CommittedItem[]> {
  const groups = new Map<string, CommittedItem[]>();
  for (const item of items) groups.set(item.id, [...(groups.get(item.id) ?? []), item]);
  return groups;
}

function byCount(a: readonly unknown[], b: readonly unknown[]): number {
  return a.length - b.length;
}

function checkNewItem(item: CommittedItem, comparison: LogComparison, add: Add): void {
  for (const fault of newEventFaults(committedLog(item), item, comparison)) add(item.id, fault);
}

/** An item of which nothing is there: gone, or known by another id. */
function goneItem(item: CommittedItem, { head }: LogComparison, base: ReadonlyMap<string, unknown>): ItemFault {
  const contents = committedLog(item).thread.events.map(eventContent);
  const renamed = head.find((candidate) => {
    if (base.has(candidate.id)) return false;
    if (committedId(candidate)?.id === item.id) return true;
    const now = new Set(committedLog(candidate).thread.events.map(eventContent));
    return contents.length > 0 && contents.every((content) => now.has(content));
  });
  if (renamed) return { type: 'id-changed', path: renamed.path, other: renamed.id };
  return { type: 'item-deleted', path: item.path };
}

function compareItem(base: CommittedItem, head: CommittedItem, comparison: LogComparison): ItemFault[] {
  const faults: ItemFault[] = [];
  for (const name of ['item.md', 'thread.md'] as const) {
    if (base.entries.has(name) && !head.entries.has(name)) {
      faults.push({ type: 'file-deleted', path: head.path, other: name });
    }
  }
  if (head.item !== null && !beginsWithId(head) && committedId(base)?.id === base.id) {
    const { id, ...place } = committedId(head) ?? { id: '' };
    if (id !== base.id) faults.push({ type: 'id-changed', path: `${head.path}/item.md`, ...place, other: id });
  }
  if (base.thread !== null && head.thread !== null) faults.push(...compareThreads(base, head, comparison));
  return faults;
}

/** The events of a log in two commits. A change of all line endings is told once, and hides no other. */
function compareThreads(base: CommittedItem, head: CommittedItem, comparison: LogComparison): ItemFault[] {
  const added = addedEvents(base, head);
  if (added) {
    const { log, linesBefore, isTaken } = added;
    return newEventFaults(log, head, comparison, { isNew: () => true, isTaken }).map((fault) =>
      moved(fault, linesBefore()),
    );
  }
  const was = committedLog(base, head);
  const is = committedLog(head, base);
  const faults = matchFaults(was, is, head, comparison);
  if (faults.length === 0 || !`${was.text}${is.text}`.includes('\r\n')) return faults;
  const unix = ({ asBytes, ...log }: CommittedLog): CommittedLog => {
    const text = log.text.replaceAll('\r\n', '\n');
    return { text, thread: parseThread(text, base.id), asBytes };
  };
  const others = matchFaults(unix(was), unix(is), head, comparison);
  if (others.length >= faults.length) return faults;
  return [{ type: 'line-endings', path: `${head.path}/thread.md` }, ...others];
}

/** A fault that is so many lines further down than it seemed. */
function moved(fault: ItemFault, lines: number): ItemFault {
  const line = (fault.line ?? 1) + lines;
  return { ...fault, line, endLine: line };
}

function matchFaults(was: CommittedLog, is: CommittedLog, item: CommittedItem, comparison: LogComparison): ItemFault[] {
  const faults: ItemFault[] = [];
  const { thread: base } = was;
  const { thread: head } = is;
  const path = `${item.path}/thread.md`;
  // Only a log without events is one that text in front of them is added to.
  const isGrown = base.events.length === 0 && head.preamble.startsWith(base.preamble);
  if (base.preamble !== head.preamble && !isGrown) {
    faults.push({ type: 'event-edited', path, line: 1 });
  }
  const match = matchEvents(base.events, head.events);
  for (const [at, event] of base.events.entries()) {
    const place = match.places[at] ?? null;
    const stray = match.strays.get(at);
    if (stray) {
      const found = head.events[stray.index] as ThreadEvent;
      faults.push({ type: stray.type, event, found, ...headerRange(path, found) });
    } else if (place === null) faults.push(goneEvent(event, item, comparison));
    else if (eventContent(head.events[place] as ThreadEvent) !== eventContent(event)) {
      const found = head.events[place] as ThreadEvent;
      const readable = head.events.slice(place).map((candidate) => readableEvent(candidate, is));
      const by = redactionOf(item.id, readable[0] ?? found, readable.slice(1));
      const more = { event, found: by ?? found, ...headerRange(path, found) };
      faults.push({ type: by ? 'event-redacted' : 'event-edited', ...more });
    }
  }
  return [...faults, ...newEventFaults(is, item, comparison, newEvents(head.events, match))];
}

/** Which events are new in a log that was matched with an earlier one. */
function newEvents(events: readonly ThreadEvent[], { places, strays }: EventMatch): NewEvents {
  const known = new Set([...places, ...[...strays.values()].map(({ index }) => index)]);
  const taken = new Set(events.filter((_, index) => known.has(index)).map(({ id }) => id));
  return { isNew: (index) => !known.has(index), isTaken: (id) => taken.has(id) };
}

/** An event that is not in its log: dropped, or in another one. */
function goneEvent(event: ThreadEvent, item: CommittedItem, { head }: LogComparison): ItemFault {
  const content = eventContent(event);
  for (const other of head) {
    if (other.id === item.id) continue;
    const found = committedLog(other).thread.events.find((candidate) => eventContent(candidate) === content);
    if (!found) continue;
    return { type: 'event-moved', event, found, other: other.id, ...headerRange(`${other.path}/thread.md`, found) };
  }
  return { type: 'event-dropped', event, path: `${item.path}/thread.md` };
}
