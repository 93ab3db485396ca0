import { expect, test } from 'vitest';
import { parseThread, type ThreadEvent } from '../../src/format/thread.ts';
import { statusAfter } from '../../src/tickets/status-after.ts';
import { oldEvent } from '../support/old-event.ts';

const event = (kind: string, more?: string): ThreadEvent =>
  parseThread(oldEvent({ kind, ...(more !== undefined && { more }) })).events[0] as ThreadEvent;

test.each<[string, string | undefined, string | null]>([
  ['close', 'status: closed', 'closed'],
  ['reopen', undefined, 'open'],
  ['comment', undefined, null],
  ['state_changed', 'from: open to: pending', 'pending'],
  ['state_changed', 'from: open to: pending field: status', 'pending'],
  // Later trees have states of their own beside the status.
  ['state_changed', 'from: open to: pending field: workflow_state', null],
  ['state_changed', 'from: open to: queued', null],
  ['state_changed', undefined, null],
])('%s, %s: %s', (kind, more, status) => {
  expect(statusAfter(event(kind, more))).toBe(status);
});
