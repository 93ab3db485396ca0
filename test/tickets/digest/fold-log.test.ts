import { describe, expect, it } from 'vitest';
import { foldLog } from '../../../src/tickets/digest/fold-log.ts';
import { oldEvent } from '../../support/old-event.ts';

const ID = '20260601-090000-slow-search';

/** A log of old events: `kind`, or `kind verdict`, a minute apart. */
function logOf(...kinds: string[]): string {
  return kinds
    .map((word, minute) => {
      const [kind = '', status] = word.split(' ');
      const at = `2026-06-01T09:${String(minute).padStart(2, '0')}:00Z`;
      return oldEvent({ kind, at, author: minute % 2 === 0 ? 'ann' : 'bob', ...(status && { more: status }) });
    })
    .join('\n');
}

const REQUEST = 'review status:request_changes';
const spaced = (text: string): string => text.replaceAll('status:', 'status: ');
const fold = (status: 'open' | 'closed', ...kinds: string[]) => foldLog(ID, status, spaced(logOf(...kinds)));
const APPROVE = 'review status:approve';

describe('the digest of a log', () => {
  it('tells counts, times and rounds', () => {
    const digest = fold('closed', 'create', 'plan', 'implementation_report', REQUEST, 'comment', APPROVE, 'close');
    expect(digest).toMatchObject({
      item: ID,
      outcome: 'approved',
      createdAt: '2026-06-01T09:00:00Z',
      lastActivity: '2026-06-01T09:06:00Z',
      times: { plan: 60, review: 180, approval: 300, close: 360 },
      review: { first: 'request_changes', last: 'approve', requested: 1, answered: 1 },
      waiting: null,
      reopened: 0,
    });
    expect(digest.participants).toEqual([
      { name: 'ann', events: 4, approvals: 0, requests: 0 },
      { name: 'bob', events: 3, approvals: 1, requests: 1 },
    ]);
    expect(digest.kinds.map(({ kind, events }) => `${kind} ${events}`).join()).toBe(
      'close 1,comment 1,create 1,implementation_report 1,plan 1,review 2',
    );
  });

  it.each([
    ['approved', ['create', APPROVE, 'close']],
    ['approved', ['create', REQUEST, APPROVE, 'close']],
    ['closed_without_review', ['create', 'close']],
    ['closed_without_review', ['create', 'review', 'close']],
    ['closed_over_requested_changes', ['create', REQUEST, 'close']],
    ['closed_over_requested_changes', ['create', APPROVE, REQUEST, 'close']],
    ['closed_over_requested_changes', ['create', REQUEST, 'item_edit', 'state_changed', 'close']],
    ['closed_after_changes', ['create', REQUEST, 'implementation_report', 'close']],
    ['closed_after_changes', ['create', REQUEST, 'close', 'comment']],
    ['closed_without_review', []],
  ] as const)('%s: %j', (outcome, kinds) => {
    expect(fold('closed', ...kinds).outcome).toBe(outcome);
  });

  it('is of the status that the item has: a bare move to closed/ leaves no event', () => {
    const digest = fold('closed', 'create', APPROVE);
    expect(digest).toMatchObject({ outcome: 'approved', times: { close: null } });
    expect(fold('open', 'create', APPROVE).outcome).toBe('open');
  });

  it('counts reopenings, and a close that no longer stands is none', () => {
    const more = spaced(logOf('create', 'close')).replace('closed', 'closed');
    const again = `${more}\n${oldEvent({ kind: 'state_changed', at: '2026-06-01T10:00:00Z', more: 'from: closed to: open' })}`;
    expect(foldLog(ID, 'open', again)).toMatchObject({ outcome: 'reopened', reopened: 1, times: { close: null } });
    const closed = `${again}\n${oldEvent({ kind: 'close', at: '2026-06-01T11:00:00Z', more: 'status: closed' })}`;
    expect(foldLog(ID, 'closed', closed)).toMatchObject({ reopened: 1, times: { close: 7200 } });
  });

  it.each([
    [null, ['create', 'plan', 'comment']],
    ['review', ['create', 'implementation_report']],
    [null, ['create', 'implementation_report', APPROVE]],
    ['answer', ['create', 'implementation_report', REQUEST]],
    ['answer', ['create', REQUEST, 'item_edit', 'redaction']],
    ['review', ['create', REQUEST, 'comment']],
    ['review', ['create', APPROVE, 'implementation_report']],
  ] as const)('waits for %s: %j', (waiting, kinds) => {
    expect(fold('open', ...kinds).waiting).toBe(waiting);
  });

  it('gives no time where one is wrong, missing or goes backwards', () => {
    const text = [
      oldEvent({ kind: 'create', at: 'yesterday' }),
      oldEvent({ kind: 'plan', at: '2026-06-01T09:00:00Z' }),
    ].join('\n');
    expect(foldLog(ID, 'open', text)).toMatchObject({ createdAt: null, times: { plan: null } });
    const backwards = [
      oldEvent({ kind: 'create', at: '2026-06-01T09:00:00Z' }),
      oldEvent({ kind: 'plan', at: '2026-05-01T09:00:00Z' }),
    ].join('\n');
    expect(foldLog(ID, 'open', backwards).times.plan).toBeNull();
    expect(
      foldLog(ID, 'open', backwards.replace('2026-05-01T09:00:00Z', '2026-02-30T09:00:00Z')).times.plan,
    ).toBeNull();
  });

  it('counts a second request without an answer as one that nobody answered', () => {
    expect(fold('open', 'create', REQUEST, REQUEST, APPROVE).review).toMatchObject({ requested: 2, answered: 1 });
  });

  it('is empty for an empty log', () => {
    expect(foldLog(ID, 'open', '')).toMatchObject({
      createdAt: null,
      lastActivity: null,
      kinds: [],
      participants: [],
      watermark: { events: 0, bytes: 0, marks: '' },
    });
  });
});
