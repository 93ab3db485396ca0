import { eventId } from '../../format/event-id.ts';
import { EVENT_KINDS, eventHeading } from '../../format/event-kinds.ts';
import type { ThreadEvent } from '../../format/thread.ts';
import { isTimestamp, parseTimestamp } from '../../format/timestamp.ts';
import type { CheckedItem } from '../../tickets/tree.ts';
import { mayHoldHeader } from '../event-integrity.ts';
import { isPlainHeader } from '../header-faults.ts';
import type { CheckContext } from '../rule.ts';
import { mayHoldFence } from './may-hold-fence.ts';

const HEADINGS = new Map<string, string>(EVENT_KINDS.map(({ kind, heading }) => [kind, heading]));

/** Whether each event of a log is in the form that commands write, whole as far as can be told, and at a time of its own. */
export function hasPlainThread(item: CheckedItem, { now }: CheckContext): boolean {
  const thread = item.parsedThread();
  if (thread?.preamble !== '' || !['create', 'migration'].includes(thread.events[0]?.kind ?? '')) return false;
  const ids = new Set<string>();
  // Of the events without an id in one second: what would be the same one.
  const inSecond = new Set<string>();
  let before = '';
  for (const event of thread.events) {
    const { at, id, kind, body } = event;
    if (at === null || at < before || !isTimestamp(at) || !isPlainEvent(event)) return false;
    if (at !== before) inSecond.clear();
    before = at;
    if (id === null) {
      const text = `${kind} ${body}`;
      if (inSecond.has(text)) return false;
      inSecond.add(text);
      continue;
    }
    if (ids.has(id) || eventId(item.id, event) !== id) return false;
    ids.add(id);
  }
  return (parseTimestamp(before) ?? Number.POSITIVE_INFINITY) <= now.getTime();
}

/** Whether there is no code fence anywhere in a log. */
export function hasNoFence({ thread }: CheckedItem): boolean {
  return thread === null || !mayHoldFence(thread.text);
}

function isPlainEvent(event: ThreadEvent): boolean {
  const { kind, verdict, heading, body, raw } = event;
  if ((kind === 'review') !== (verdict !== null)) return false;
  const ownHeading = verdict === null ? HEADINGS.get(kind) : eventHeading(kind, verdict);
  if (heading === null || heading !== ownHeading || !/\S/.test(body)) return false;
  if (!raw.endsWith('\n---\n') && !raw.endsWith('\n---\n\n')) return false;
  return isPlainHeader(event) && !mayHoldHeader(body);
}
