import { eventId } from '../../format/event-id.ts';
import { EVENT_KINDS, eventHeading } from '../../format/event-kinds.ts';
import type { ThreadEvent } from '../../format/thread.ts';
import { isTimestamp, parseTimestamp } from '../../format/timestamp.ts';
import type { CheckedItem } from '../../tickets/tree.ts';
import { mayHoldHeader } from '../event-integrity.ts';
import { isPlainHeader } from '../header-faults.ts';
import type { CheckContext } from '../rule.ts';

const HEADINGS = new Map<string, string>(EVENT_KINDS.map(({ kind, heading }) => [kind, heading]));

/** Whether each event of a log is in the form that commands write, whole as far as can be told, and at a time of its own. */
export function hasPlainThread(item: CheckedItem, { now }: CheckContext): boolean {
  const thread = item.parsedThread();
  if (thread?.preamble !== '' || !['create', 'migration'].includes(thread.events[0]?.kind ?? '')) return false;
  const ids = new Set<string>();
  let before = '';
  for (const [index, event] of thread.events.entries()) {
    const { at, id } = event;
    if (at === null || at < before || !isTimestamp(at) || !isPlainEvent(event)) return false;
    before = at;
    if (id === null) {
      if (isRepeated(thread.events, index)) return false;
      continue;
    }
    if (ids.has(id) || eventId(item.id, event) !== id) return false;
    ids.add(id);
  }
  return (parseTimestamp(before) ?? Number.POSITIVE_INFINITY) <= now.getTime();
}

/** Whether an event has the kind and the text of one before it in the same second. */
function isRepeated(events: readonly ThreadEvent[], index: number): boolean {
  const { at, kind, body } = events[index] as ThreadEvent;
  for (let before = index - 1; events[before]?.at === at && before >= 0; before -= 1) {
    if (events[before]?.kind === kind && events[before]?.body === body) return true;
  }
  return false;
}

/** Whether there is no code fence anywhere in a log. */
export function hasNoFence({ thread }: CheckedItem): boolean {
  return thread === null || !(thread.text.includes('```') || thread.text.includes('~~~'));
}

function isPlainEvent(event: ThreadEvent): boolean {
  const { kind, verdict, heading, body, raw } = event;
  if ((kind === 'review') !== (verdict !== null)) return false;
  const ownHeading = verdict === null ? HEADINGS.get(kind) : eventHeading(kind, verdict);
  if (heading === null || heading !== ownHeading || !/\S/.test(body)) return false;
  if (!raw.endsWith('\n---\n') && !raw.endsWith('\n---\n\n')) return false;
  return isPlainHeader(event) && !mayHoldHeader(body);
}
