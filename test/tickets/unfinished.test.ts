import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { serializeEvent } from '../../src/format/serialize-event.ts';
import { applyTextEdits, editField } from '../../src/format/edit-field.ts';
import { parseFrontMatter } from '../../src/format/front-matter.ts';
import { STATUSES, type Status } from '../../src/format/status.ts';
import { addEvent } from '../../src/tickets/add-event.ts';
import type { Change } from '../../src/tickets/change.ts';
import { changeStatus, closeItem } from '../../src/tickets/change-status.ts';
import { editItem } from '../../src/tickets/edit-item.ts';
import type { ItemSnapshot } from '../../src/tickets/item.ts';
import { recordEvent } from '../../src/tickets/record-event.ts';
import { redactText } from '../../src/tickets/redact-text.ts';
import { type Evidence, unfinished } from '../../src/tickets/unfinished.ts';
import { applyChanges } from '../support/apply-changes.ts';
import { itemSnapshot } from '../support/item-snapshot.ts';
import { oldEvent } from '../support/old-event.ts';
import { operationContext } from '../support/operation-context.ts';

const LATER = '2026-06-01T10:00:00Z';

/** One step of a history: a comment, or a move to a status; in the same second as the one before, or later. */
const step = fc.record({
  what: fc.constantFrom<'comment' | Status>('comment', ...STATUSES),
  later: fc.boolean(),
});

function planOf(item: ItemSnapshot, what: 'comment' | Status, second: number): Change[] {
  const context = operationContext(new Date(Date.parse(LATER) + second * 1000).toISOString());
  if (what === 'comment') return addEvent(item, { kind: 'comment', body: 'Text.' }, context).changes;
  return changeStatus(item, { status: what }, context).changes;
}

const withField = (item: ItemSnapshot, key: string, value: string): ItemSnapshot => ({
  ...item,
  itemText: applyTextEdits(item.itemText, [editField(parseFrontMatter(item.itemText), key, value)]),
});

describe('what a killed command left undone', () => {
  it('is finished from every place at which it can be killed, to the same bytes; what is finished is left alone', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 6 }), (history) => {
        let item = itemSnapshot();
        let second = 0;
        for (const { what, later } of history) {
          if (later) second += 1;
          const changes = planOf(item, what, second);
          const after = applyChanges(item, changes);
          expect(unfinished(after, 'killed')).toEqual([]);
          expect(unfinished(after, 'none')).toEqual([]);
          for (let done = 1; done < changes.length; done += 1) {
            const cut = applyChanges(item, changes.slice(0, done));
            for (const evidence of ['killed', 'none'] satisfies Evidence[]) {
              expect(applyChanges(cut, unfinished(cut, evidence))).toEqual(after);
            }
          }
          item = after;
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('a close of an item whose time tells nothing', () => {
  it.each([
    ['there is none', ''],
    ['it is ahead of the log', 'updated_at: 2030-01-01T00:00:00Z\n'],
    ['it is no time', 'updated_at: yesterday\n'],
  ])('%s: is finished if it was cut short, and left alone if nothing is known', (_name, line) => {
    const start = itemSnapshot();
    const item = { ...start, itemText: start.itemText.replace(/^updated_at: .*\n/m, line) };
    const { changes } = closeItem(item, 'Done.', operationContext(LATER));
    expect(changes[0]).toMatchObject({ type: 'append', untold: true });
    const after = applyChanges(item, changes);
    for (let done = 1; done < changes.length; done += 1) {
      const cut = applyChanges(item, changes.slice(0, done));
      expect(applyChanges(cut, unfinished(cut, 'cut-short'))).toEqual(after);
      for (const evidence of ['killed', 'edited', 'none'] satisfies Evidence[]) {
        expect(unfinished(cut, evidence)).toEqual([]);
      }
    }
  });
});

it('an event with an id that fits it and a time that is none tells nothing', () => {
  const item = itemSnapshot();
  const event = serializeEvent(item.id, { kind: 'comment', author: 'ann', at: 'yesterday', body: 'Text.' });
  expect(unfinished({ ...item, threadText: `${item.threadText}\n${event.text}` }, 'cut-short')).toEqual([]);
});

describe('what a person did is left alone', () => {
  const closed = applyChanges(itemSnapshot(), closeItem(itemSnapshot(), 'Done.', operationContext(LATER)).changes);

  it.each<[string, ItemSnapshot]>([
    ['the directory was moved', { ...closed, status: 'open' }],
    ['the status was changed', withField(closed, 'status', 'open')],
    ['both', { ...withField(closed, 'status', 'open'), status: 'open' }],
    ['all of the close was undone', { ...withField(closed, 'status', 'open'), status: 'open', resolutionText: null }],
    [
      'and with a later time',
      { ...withField(withField(closed, 'updated_at', '2026-06-02T00:00:00Z'), 'status', 'open') },
    ],
    ['resolution.md was changed', { ...closed, resolutionText: 'Other.\n' }],
    ['resolution.md was removed', { ...closed, resolutionText: null }],
    ['the time was made no time', withField(closed, 'updated_at', 'yesterday')],
    ['the front matter is broken', { ...closed, itemText: closed.itemText.replaceAll('---', '- -') }],
  ])('%s', (_name, item) => {
    expect(unfinished(item, 'none')).toEqual([]);
  });

  it('if item.md was written after the log, in the second of the event', () => {
    const item = itemSnapshot();
    const commented = applyChanges(
      item,
      addEvent(item, { kind: 'comment', body: 'x' }, operationContext(LATER)).changes,
    );
    const now = applyChanges(commented, closeItem(commented, 'Done.', operationContext(LATER)).changes);
    const reopened = { ...withField(now, 'status', 'open'), status: 'open' as const, resolutionText: null };
    expect(unfinished(reopened, 'edited')).toEqual([]);
    // Without any evidence it is what a kill leaves.
    expect(unfinished(reopened, 'none')).not.toEqual([]);
  });

  it('an item that was closed by a bare change of its status, as the old script did', () => {
    const item = itemSnapshot();
    const commented = applyChanges(
      item,
      addEvent(item, { kind: 'comment', body: 'x' }, operationContext(LATER)).changes,
    );
    const bare = { ...withField(commented, 'status', 'closed'), status: 'closed' as const };
    for (const evidence of ['none', 'edited', 'killed'] satisfies Evidence[]) {
      expect(unfinished(bare, evidence)).toEqual([]);
    }
  });

  it('a move to a third place', () => {
    const item = itemSnapshot();
    const [append] = changeStatus(item, { status: 'pending' }, operationContext(LATER)).changes;
    const cut = applyChanges(item, append ? [append] : []);
    expect(unfinished({ ...cut, status: 'closed' }, 'none')).toEqual([]);
  });

  it('an event without an id, one that does not fit, and an edit, whose text is not in the log', () => {
    const item = itemSnapshot();
    const old = { ...item, threadText: `${item.threadText}\n${oldEvent({ kind: 'close', at: LATER })}` };
    expect(unfinished(old, 'killed')).toEqual([]);
    const [append] = closeItem(item, 'Done.', operationContext(LATER)).changes;
    const cut = applyChanges(item, append ? [append] : []);
    expect(unfinished({ ...cut, threadText: cut.threadText.replace('Done.', 'Undone.') }, 'killed')).toEqual([]);
    const [edit] = editItem(item, { title: 'New' }, operationContext(LATER)).changes;
    expect(unfinished(applyChanges(item, edit ? [edit] : []), 'killed')).toEqual([]);
  });

  it('a move that no command of ours records', () => {
    const item = itemSnapshot();
    for (const attributes of [
      [
        { key: 'from', value: 'open' },
        { key: 'to', value: 'queued' },
      ],
      [
        { key: 'from', value: 'open' },
        { key: 'to', value: 'closed' },
      ],
      [
        { key: 'from', value: 'open' },
        { key: 'to', value: 'pending' },
        { key: 'field', value: 'workflow_state' },
      ],
      [],
    ]) {
      const event = { kind: 'state_changed', attributes, body: 'Moved.' };
      const recorded = recordEvent(item, event, operationContext(LATER));
      const changes = unfinished(applyChanges(item, [recorded.append]), 'killed');
      // The time follows from any event, the directory and the status from none of these.
      expect(changes).toEqual([recorded.update]);
    }
  });
});

describe('a redaction that was killed', () => {
  const item = itemSnapshot();
  const secret = applyChanges(item, addEvent(item, { kind: 'comment', body: 'Key.' }, operationContext()).changes);
  const { changes } = redactText(secret, '2', 'A key.', operationContext(LATER));
  const [append] = changes;
  const after = changes.findLast((change) => change.type === 'write' && change.file === 'thread.md');

  it('takes the text out, and writes the time only where it is not there', () => {
    const cut = applyChanges(secret, append ? [append] : []);
    const update = changes.at(-1);
    expect(unfinished(cut, 'none')).toEqual([after, update]);
    const [, itemOnly] = unfinished(withField(cut, 'updated_at', LATER), 'none');
    expect(itemOnly).toEqual(update);
  });
});
