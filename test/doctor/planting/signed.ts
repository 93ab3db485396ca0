import { eventId } from '../../../src/format/event-id.ts';
import type { ThreadEvent } from '../../../src/format/thread.ts';

/** Whether an event has an id, and the one that fits what it says. */
export function isSigned(itemId: string, event: ThreadEvent): boolean {
  return event.id !== null && eventId(itemId, event) === event.id;
}
