import { isStatus, type Status } from '../format/status.ts';
import { attribute, type ThreadEvent } from '../format/thread.ts';

/** The move that an event of our own records; null for one that records none. */
export function moveOf(event: ThreadEvent): { from: Status | null; to: Status } | null {
  if (event.kind === 'close') return { from: null, to: 'closed' };
  if (event.kind !== 'state_changed') return null;
  const from = attribute(event, 'from');
  const to = attribute(event, 'to');
  // Moves to closed are close events, and later trees have states of their own beside the status.
  if (!isStatus(from) || !isStatus(to) || to === 'closed' || attribute(event, 'field') !== null) return null;
  return { from, to };
}
