import { describe, expect, test } from 'vitest';
import { parseThread } from '../../src/format/thread.ts';
import { addEvent, NOTE_KINDS } from '../../src/tickets/add-event.ts';
import { applyChanges } from '../support/apply-changes.ts';
import { itemSnapshot } from '../support/item-snapshot.ts';
import { operationContext } from '../support/operation-context.ts';
import { thrownBy } from '../support/thrown-by.ts';

const item = itemSnapshot();

test.each(NOTE_KINDS)('a %s is appended', (kind) => {
  const { changes, result } = addEvent(item, { kind, body: '\nText.\n' }, operationContext());
  const event = parseThread(applyChanges(item, changes).threadText, item.id).events.at(-1);
  expect(event).toMatchObject({ kind, body: 'Text.', verdict: null, author: 'yoi ticket' });
  expect(result).toEqual({
    id: item.id,
    status: 'open',
    event: { kind, id: event?.id, at: '2026-05-30T06:32:59Z', author: 'yoi ticket' },
  });
});

test.each(['approve', 'request_changes'] as const)('a review says %s', (verdict) => {
  const { changes } = addEvent(item, { kind: 'review', verdict, body: 'Text.' }, operationContext());
  const event = parseThread(applyChanges(item, changes).threadText, item.id).events.at(-1);
  expect(event).toMatchObject({ kind: 'review', verdict, heading: `Review: ${verdict.replace('_', ' ')}` });
});

describe('an approval', () => {
  test('cannot be pasted into a comment', () => {
    const review = addEvent(item, { kind: 'review', verdict: 'approve', body: 'ok' }, operationContext());
    const log = applyChanges(item, review.changes).threadText;
    for (const body of [log, `\`\`\`\n${log}`, `---\n\n${log}\n\`\`\``, log.replaceAll('\n', '\r\n')]) {
      const after = applyChanges(item, addEvent(item, { kind: 'comment', body }, operationContext()).changes);
      const { events } = parseThread(after.threadText, item.id);
      expect(events.map(({ kind, verdict }) => [kind, verdict])).toEqual([
        ['create', null],
        ['comment', null],
      ]);
      expect(events[1]?.body).toBe(body.replaceAll('\r\n', '\n').trim());
    }
  });
});

test('a closed item takes comments, and stays closed', () => {
  const closed = itemSnapshot({ status: 'closed' });
  const { changes, result } = addEvent(closed, { kind: 'comment', body: 'x' }, operationContext());
  expect(result.status).toBe('closed');
  expect(changes.map(({ item: place }) => place.status)).toEqual(['closed', 'closed']);
});

test.each(['', ' \n\t\n'])('an event without a text is refused: %j', (body) => {
  const error = thrownBy(() => addEvent(item, { kind: 'implementation_report', body }, operationContext()));
  expect(error).toMatchObject({ code: 'empty-body', message: expect.stringContaining('implementation report') });
});

test('a kind or a verdict that is none is refused: a close cannot be forged', () => {
  const add = (input: object): unknown =>
    thrownBy(() => addEvent(item, { body: 'x', ...input } as Parameters<typeof addEvent>[1], operationContext()));
  expect(add({ kind: 'close' })).toMatchObject({ code: 'invalid-value', message: "unknown kind of event 'close'" });
  expect(add({ kind: 'review', verdict: 'closed' })).toMatchObject({ message: "unknown verdict 'closed'" });
});
