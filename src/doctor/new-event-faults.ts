import { eventId, isWhole } from '../format/event-id.ts';
import { redactedHash, redactionOf } from '../format/redaction.ts';
import type { ThreadEvent } from '../format/thread.ts';
import type { CommittedItem, LogComparison } from '../tickets/log-comparison.ts';
import { type CommittedLog, readableEvent } from './committed-log.ts';
import { headerRange } from './event-place.ts';
import type { ItemFault } from './log-fault.ts';

/** Which events of a log are new. */
export interface NewEvents {
  /** Whether the one at an index is. */
  isNew: (index: number) => boolean;
  /** Whether another one, which is not new, has an id. */
  isTaken: (id: string) => boolean;
}

const ALL: NewEvents = { isNew: () => true, isTaken: () => false };

/** What there is to say of the events that are new in a log. */
export function newEventFaults(
  log: CommittedLog,
  item: CommittedItem,
  comparison: LogComparison,
  { isNew, isTaken } = ALL,
): ItemFault[] {
  const seen = new Set<string>();
  return log.thread.events.flatMap((event, index): ItemFault[] => {
    if (!isNew(index)) return [];
    const own = readableEvent(event, log);
    const place = headerRange(`${item.path}/thread.md`, event);
    const by = redactionIn(log, index, own, item.id);
    const { id } = own;
    const isRepeated = id !== null && (seen.has(id) || isTaken(id));
    if (id !== null) seen.add(id);
    if (isRepeated && (by || isWhole(item.id, own))) return [{ type: 'event-repeated', ...place, found: event }];
    if (by) return [{ type: 'event-redacted', ...place, event, found: by }];
    if (!hasId(own) || isWhole(item.id, own)) return [];
    return [{ type: 'event-misfit', ...place, found: event, other: homeOf(own, item, comparison) }];
  });
}

/** Any id at all, an empty one, too: nobody but our writer gives one, and no older event can be meant. */
function hasId({ attributes }: ThreadEvent): boolean {
  return attributes.some(({ key }) => key === 'id');
}

/** Who took out the text of an event that was written since the earlier commit: neither of the two ever had it. */
function redactionIn({ thread, asBytes }: CommittedLog, index: number, own: ThreadEvent, itemId: string) {
  if (redactedHash(own) === null) return null;
  if (hasId(own) && !/^[0-9a-f]{16}$/.test(own.id ?? '')) return null;
  const later = thread.events.slice(index + 1).map((event) => readableEvent(event, { asBytes }));
  return redactionOf(itemId, own, later);
}

/** The item that an event was written for, if it is among those that are compared. */
function homeOf(event: ThreadEvent, item: CommittedItem, { base, head }: LogComparison): string | null {
  return [...base, ...head].find(({ id }) => id !== item.id && eventId(id, event) === event.id)?.id ?? null;
}
