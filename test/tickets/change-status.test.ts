import { describe, expect, test } from 'vitest';
import { parseItemFile } from '../../src/format/item-file.ts';
import { parseThread, type ThreadEvent } from '../../src/format/thread.ts';
import { changeStatus, closeItem, reopenItem } from '../../src/tickets/change-status.ts';
import type { ItemSnapshot } from '../../src/tickets/item.ts';
import { applyChanges } from '../support/apply-changes.ts';
import { changedLines } from '../support/changed-lines.ts';
import { itemSnapshot } from '../support/item-snapshot.ts';
import { operationContext } from '../support/operation-context.ts';
import { thrownBy } from '../support/thrown-by.ts';

const lastEvent = (item: ItemSnapshot): ThreadEvent | undefined => parseThread(item.threadText, item.id).events.at(-1);

const close = (item: ItemSnapshot, resolution: string): ItemSnapshot =>
  applyChanges(item, closeItem(item, resolution, operationContext()).changes);

const reopen = (item: ItemSnapshot, body = ''): ItemSnapshot =>
  applyChanges(item, reopenItem(item, body, operationContext()).changes);

describe('a resolution', () => {
  test('has the line endings of the item that it belongs to', () => {
    const item = itemSnapshot();
    const windows = {
      ...item,
      itemText: item.itemText.replaceAll('\n', '\r\n'),
      threadText: item.threadText.replaceAll('\n', '\r\n'),
    };
    expect(close(item, 'One.\n\nTwo.').resolutionText).toBe('One.\n\nTwo.\n');
    const closed = close(windows, 'One.\n\nTwo.');
    expect(closed.resolutionText).toBe('One.\r\n\r\nTwo.\r\n');
    // The log has the text itself, so a reopening has nothing to add.
    expect(lastEvent(closed)?.body).toBe('One.\n\nTwo.');
    expect(lastEvent(reopen(closed, 'Not yet.'))?.body).toBe('Not yet.');
  });
});

describe('a status change', () => {
  test('to the status that it has is nothing, and with a text a refusal', () => {
    const move = (status: 'open' | 'closed', body: string): unknown =>
      thrownBy(() => changeStatus(itemSnapshot({ status }), { status, body }, operationContext()));
    expect(move('open', 'x')).toMatchObject({ code: 'already-there' });
    expect(move('closed', 'x')).toMatchObject({ code: 'already-closed' });
    expect(changeStatus(itemSnapshot(), { status: 'open' }, operationContext()).changes).toEqual([]);
  });

  test('to closed needs the whole log, which its seal is of', () => {
    expect(() => closeItem(itemSnapshot({ isTail: true }), 'Done.', operationContext())).toThrow('the whole log');
  });

  test('to no status is refused', () => {
    const error = thrownBy(() => changeStatus(itemSnapshot(), { status: 'done' as 'open' }, operationContext()));
    expect(error).toMatchObject({ code: 'invalid-value', message: "unknown status 'done'" });
  });

  test('moves the item with the event that says so', () => {
    const item = itemSnapshot();
    const { changes, result } = changeStatus(item, { status: 'pending', body: 'Waits.' }, operationContext());
    expect(changes.map(({ type }) => type)).toEqual(['append', 'move', 'write']);
    const after = applyChanges(item, changes);
    expect(after.status).toBe('pending');
    expect(parseItemFile(after.itemText).fields.status).toBe('pending');
    expect(changedLines(item.itemText, after.itemText)).toEqual([5, 10]);
    const event = lastEvent(after);
    expect(event).toMatchObject({ kind: 'state_changed', body: 'Waits.', heading: 'State changed' });
    expect(event?.attributes.slice(3, -1)).toEqual([
      { key: 'from', value: 'open' },
      { key: 'to', value: 'pending' },
    ]);
    expect(result).toMatchObject({ id: item.id, from: 'open', status: 'pending', event: { id: event?.id } });
  });

  test('without a text says what it did', () => {
    const { changes } = changeStatus(itemSnapshot(), { status: 'pending', body: '\n' }, operationContext());
    expect(lastEvent(applyChanges(itemSnapshot(), changes))?.body).toBe('Moved from open to pending.');
  });

  test.each(['open', 'pending', 'closed'] as const)('to the status that it has does nothing (%s)', (status) => {
    const plan = changeStatus(itemSnapshot({ status }), { status }, operationContext());
    expect(plan).toEqual({ changes: [], result: { id: itemSnapshot().id, status, from: status, event: null } });
  });

  test('to closed is a close', () => {
    const item = itemSnapshot();
    expect(changeStatus(item, { status: 'closed', body: 'Done.' }, operationContext())).toEqual(
      closeItem(item, 'Done.', operationContext()),
    );
    expect(
      lastEvent(applyChanges(item, changeStatus(item, { status: 'closed' }, operationContext()).changes))?.body,
    ).toBe('Closed.');
  });

  test('goes by the directory, not by a field that differs', () => {
    const item = itemSnapshot({ status: 'pending' });
    const odd = { ...item, itemText: item.itemText.replace('status: pending', 'status: "closed" # x') };
    const after = applyChanges(odd, changeStatus(odd, { status: 'open' }, operationContext()).changes);
    expect(after.itemText).toContain('\nstatus: "open" # x\n');
    expect(lastEvent(after)?.attributes).toContainEqual({ key: 'from', value: 'pending' });
  });
});

describe('a close', () => {
  test('writes the resolution into the log and the file', () => {
    const item = itemSnapshot();
    const { changes } = closeItem(item, '\nDone:\n\n- a\n\n', operationContext());
    expect(changes.map(({ type }) => type)).toEqual(['append', 'move', 'write', 'write', 'write']);
    const after = applyChanges(item, changes);
    expect(after).toMatchObject({ status: 'closed', resolutionText: 'Done:\n\n- a\n' });
    expect(parseItemFile(after.itemText).fields.status).toBe('closed');
    expect(lastEvent(after)).toMatchObject({ kind: 'close', body: 'Done:\n\n- a' });
    expect(lastEvent(after)?.attributes).toContainEqual({ key: 'status', value: 'closed' });
  });

  test('without a text says Closed.', () => {
    expect(close(itemSnapshot(), '')).toMatchObject({ resolutionText: 'Closed.\n' });
  });

  test('of a closed item is refused: its resolution stands', () => {
    const closed = close(itemSnapshot(), 'First.');
    expect(thrownBy(() => closeItem(closed, 'Second.', operationContext()))).toMatchObject({
      code: 'already-closed',
      hint: expect.stringContaining('tickets reopen'),
    });
  });

  test('with a whole item file as its resolution forges nothing', () => {
    const item = itemSnapshot();
    const after = close(item, `${item.itemText}\n${item.threadText}`);
    expect(parseThread(after.threadText, item.id).events.map(({ kind }) => kind)).toEqual(['create', 'close']);
    expect(lastEvent(after)?.body).toBe(`${item.itemText}\n${item.threadText}`.trim());
  });

  test('of an item without a closing --- is refused', () => {
    const item = itemSnapshot({ itemText: '---\nstatus: open\n\nBody\n' });
    expect(thrownBy(() => closeItem(item, 'x', operationContext()))).toMatchObject({ code: 'unreadable' });
  });
});

describe('a reopening', () => {
  test('takes the resolution file away, because the log has its text', () => {
    const closed = close(itemSnapshot(), 'Done.\n\nReally.');
    const after = reopen(closed, 'Not done.');
    expect(after).toMatchObject({ status: 'open', resolutionText: null });
    expect(lastEvent(after)).toMatchObject({ kind: 'state_changed', body: 'Not done.' });
    expect(lastEvent(after)?.attributes.slice(3, -1)).toEqual([
      { key: 'from', value: 'closed' },
      { key: 'to', value: 'open' },
    ]);
  });

  test.each([
    ['was edited', 'Done, and more.\n'],
    ['has CRLF', 'Other.\r\n'],
  ])('keeps a resolution in the log that %s and is in no close event', (_name, resolutionText) => {
    const closed = { ...close(itemSnapshot(), 'Done.'), resolutionText };
    const after = reopen(closed);
    expect(after.resolutionText).toBeNull();
    expect(lastEvent(after)?.body).toBe(`Reopened.\n\n### Resolution until then\n\n${resolutionText.trim()}`);
  });

  test('knows a resolution with CRLF that a close event has', () => {
    const closed = { ...close(itemSnapshot(), 'a\nb'), resolutionText: 'a\r\nb' };
    expect(lastEvent(reopen(closed))?.body).toBe('Reopened.');
  });

  test('of an item without a resolution', () => {
    const after = reopen(itemSnapshot({ status: 'closed' }));
    expect(lastEvent(after)?.body).toBe('Reopened.');
    expect(after.status).toBe('open');
  });

  test('by any way out of closed keeps the resolution', () => {
    const closed = itemSnapshot({ status: 'closed', resolutionText: 'Lost?\n' });
    const after = applyChanges(closed, changeStatus(closed, { status: 'pending' }, operationContext()).changes);
    expect(after).toMatchObject({ status: 'pending', resolutionText: null });
    expect(lastEvent(after)?.body).toContain('Lost?');
  });

  test.each([
    ['open', undefined],
    ['pending', expect.stringContaining('tickets status')],
  ] as const)('of an item that is %s is refused', (status, hint) => {
    expect(thrownBy(() => reopenItem(itemSnapshot({ status }), '', operationContext()))).toMatchObject({
      code: 'not-closed',
      hint,
    });
  });

  test('and a second close each leave their event', () => {
    const after = close(reopen(close(itemSnapshot(), 'First.')), 'Second.');
    expect(
      parseThread(after.threadText, after.id)
        .events.map(({ kind, body }) => [kind, body])
        .slice(1),
    ).toEqual([
      ['close', 'First.'],
      ['state_changed', 'Reopened.'],
      ['close', 'Second.'],
    ]);
    expect(after.resolutionText).toBe('Second.\n');
  });
});
