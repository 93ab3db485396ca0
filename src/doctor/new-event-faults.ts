import { eventId } from '../format/event-id.ts';
import { redactionOf } from '../format/redaction.ts';
import type { ThreadEvent } from '../format/thread.ts';
import type { CommittedItem, LogComparison } from '../tickets/log-comparison.ts';
import { type CommittedLog, readableEvent } from './committed-log.ts';
import { hasOwnId } from './event-integrity.ts';
import { headerRange } from './event-place.ts';
import type { ItemFault } from './log-fault.ts';

/** What there is to say of the events that are new in a log: those that `isNew` names by their index. */
export function newEventFaults(
  log: CommittedLog,
  item: CommittedItem,
  comparison: LogComparison,
  isNew: (index: number) => boolean = () => true,
): ItemFault[] {
  const { events } = log.thread;
  return events.flatMap((event, index): ItemFault[] => {
    if (!isNew(index)) return [];
    const own = readableEvent(event, log);
    if (!hasOwnId(own) || eventId(item.id, own) === own.id) return [];
    const later = events.slice(index + 1).map((candidate) => readableEvent(candidate, log));
    const place = headerRange(`${item.path}/thread.md`, event);
    // Written and taken out between the two commits: neither of them ever had the text.
    const by = redactionOf(item.id, own, later);
    if (by) return [{ type: 'event-redacted', ...place, event, found: by }];
    return [{ type: 'event-misfit', ...place, found: event, other: homeOf(own, item, comparison) }];
  });
}

/** The item that an event was written for, if it is among those that are compared. */
function homeOf(event: ThreadEvent, item: CommittedItem, { base, head }: LogComparison): string | null {
  return [...base, ...head].find(({ id }) => id !== item.id && eventId(id, event) === event.id)?.id ?? null;
}
