import { isStatus, type Status } from '../format/status.ts';
import { attribute, type ThreadEvent } from '../format/thread.ts';

/** The status that an event leaves an item in; null for an event that is not about it. */
export function statusAfter(event: Pick<ThreadEvent, 'kind' | 'attributes'>): Status | null {
  if (event.kind === 'close') return 'closed';
  if (event.kind === 'reopen') return 'open';
  if (event.kind !== 'state_changed') return null;
  // Later trees have states of their own (`field: workflow_state`) beside the status.
  const field = attribute(event, 'field');
  const to = attribute(event, 'to');
  return isStatus(to) && (field === null || field === 'status') ? to : null;
}
