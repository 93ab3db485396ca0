import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eventId } from '../../src/format/event-id.ts';
import { parseItemFile } from '../../src/format/item-file.ts';
import { serializeEvent } from '../../src/format/serialize-event.ts';
import { parseThread } from '../../src/format/thread.ts';
import { addEvent } from '../../src/tickets/add-event.ts';
import type { ItemSnapshot } from '../../src/tickets/item.ts';
import { recordEvent } from '../../src/tickets/record-event.ts';
import { applyChanges } from '../support/apply-changes.ts';
import { changedLines } from '../support/changed-lines.ts';
import { hostileText } from '../support/hostile-text.ts';
import { itemSnapshot } from '../support/item-snapshot.ts';
import { operationContext } from '../support/operation-context.ts';
import { thrownBy } from '../support/thrown-by.ts';

const comment = (body: string) => ({ kind: 'comment', body });

function record(item: ItemSnapshot, body: string, now?: string): ItemSnapshot {
  const { append, update } = recordEvent(item, comment(body), operationContext(now));
  return applyChanges(item, [append, update]);
}

test('the append comes first, since it is the commit point', () => {
  const { changes } = addEvent(itemSnapshot(), { kind: 'comment', body: 'x' }, operationContext());
  expect(changes.map(({ type }) => type)).toEqual(['append', 'write']);
});

test('item.md changes in its updated_at only', () => {
  const before = itemSnapshot();
  const after = record(before, 'x');
  expect(changedLines(before.itemText, after.itemText)).toEqual([10]);
  expect(parseItemFile(after.itemText).fields.updatedAt).toBe('2026-05-30T06:32:59Z');
});

test.each(['', '"', "'"])('updated_at keeps the quotes that it has, and gets none: %j', (quote) => {
  const text = (at: string): string => `---\nupdated_at: ${quote}${at}${quote}\n---\n`;
  const after = record(itemSnapshot({ itemText: text('2026-05-30T05:32:59Z') }), 'x');
  expect(after.itemText).toBe(text('2026-05-30T06:32:59Z'));
});

test('a missing updated_at is added', () => {
  const before = itemSnapshot({ itemText: '---\nid: x\n---\n\nBody\n' });
  expect(record(before, 'x').itemText).toBe('---\nid: x\nupdated_at: 2026-05-30T06:32:59Z\n---\n\nBody\n');
});

describe('the same event once more in one second', () => {
  const AT = '2026-05-30T06:32:59Z';
  const headers = (text: string): string[] => [...text.matchAll(/^<!-- event: comment .*$/gm)].map(([line]) => line);

  test('says that it is, and has an id of its own', () => {
    const item = [1, 2, 3, 4, 5, 6].reduce((before) => record(before, 'x', AT), itemSnapshot());
    const { events } = parseThread(item.threadText, item.id);
    expect(headers(item.threadText).map((line) => / nth: (\d+) id: /.exec(line)?.[1])).toEqual([
      undefined,
      '2',
      '3',
      '4',
      '5',
      '6',
    ]);
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    for (const event of events.filter(({ id }) => id !== null)) expect(eventId(item.id, event)).toBe(event.id);
  });

  test('is seen where it stands in front of the end of a long log', () => {
    const whole = ['x', 'x', 'y', 'z'].reduce((before, body) => record(before, body, AT), itemSnapshot());
    const start = whole.threadText.lastIndexOf('\n<!-- event: ') + 1;
    const tail: ItemSnapshot = {
      ...whole,
      threadText: whole.threadText.slice(start),
      isTail: true,
      before: Buffer.from(whole.threadText.slice(0, start)),
    };
    expect(headers(record(tail, 'x', AT).threadText).at(-1)).toContain(' nth: 3 ');
  });

  test('is none of another author, text or second', () => {
    const item = record(record(record(itemSnapshot(), 'x', AT), 'y', AT), 'x', '2026-05-30T06:33:00Z');
    expect(item.threadText).not.toContain('nth:');
  });
});

describe('the time of an event', () => {
  const last = (item: ItemSnapshot): string | null => parseThread(item.threadText, item.id).events.at(-1)?.at ?? null;

  test('is now, in whole seconds', () => {
    expect(last(record(itemSnapshot(), 'x', '2026-05-30T06:00:00.999Z'))).toBe('2026-05-30T06:00:00Z');
  });

  test('is never before the previous event, whose clock may be ahead', () => {
    const ahead = record(itemSnapshot(), 'from the future', '2027-01-01T00:00:00Z');
    const after = record(ahead, 'x', '2026-06-01T00:00:00Z');
    expect(last(after)).toBe('2027-01-01T00:00:00Z');
    expect(parseItemFile(after.itemText).fields.updatedAt).toBe('2027-01-01T00:00:00Z');
  });

  test('passes over times that are none', () => {
    const threadText = `${itemSnapshot().threadText}\n<!-- event: comment author: a at: 2099-02-30T00:00:00Z -->\n\nx\n\n---\n`;
    expect(last(record(itemSnapshot({ threadText }), 'x'))).toBe('2026-05-30T06:32:59Z');
  });
});

describe('the append', () => {
  test.each([
    ['an empty thread', '', ''],
    ['a mere BOM', '\ufeff', ''],
    ['a whole thread', 'text\n\n---\n', '\n'],
    ['a thread without a final newline', 'text\n\n---', '\n\n'],
  ])('after %s', (_name, threadText, separator) => {
    const { append } = recordEvent(itemSnapshot({ threadText }), comment('x'), operationContext());
    expect(append).toMatchObject({ type: 'append', file: 'thread.md' });
    expect(append.type === 'append' && append.text.startsWith(`${separator}<!-- event: comment `)).toBe(true);
    expect(append.type === 'append' && append.text.endsWith('\n---\n')).toBe(true);
  });

  test('never changes what is there, and reads back exactly, whatever the bodies hold', () => {
    fc.assert(
      fc.property(hostileText, fc.array(hostileText, { minLength: 1, maxLength: 4 }), (text, bodies) => {
        const threadText = text.replaceAll('\r', '');
        const texts = bodies.map((body) => body.replaceAll('\r', ''));
        let item = itemSnapshot({ threadText });
        for (const text of texts) {
          const before = item;
          item = record(item, text);
          expect(item.threadText.startsWith(before.threadText)).toBe(true);
        }
        const events = parseThread(item.threadText, item.id).events;
        expect(events.slice(-texts.length).map(({ body }) => body)).toEqual(texts);
        expect(events.length - texts.length).toBe(parseThread(threadText, item.id).events.length);
        for (const event of events.slice(-texts.length)) expect(eventId(item.id, event)).toBe(event.id);
      }),
      { numRuns: 1000 },
    );
  });
});

test('a thread with line endings of both kinds keeps its events as they were', () => {
  const unix = itemSnapshot();
  const mixed = `${unix.threadText.replaceAll('\n', '\r\n')}\n${
    serializeEvent(unix.id, { kind: 'comment', author: 'hare', at: '2026-05-30T05:32:59Z', body: 'unix' }).text
  }`;
  const after = record({ ...unix, threadText: mixed }, 'last');
  const events = parseThread(after.threadText, after.id).events;
  expect(events.map(({ body }) => body)).toEqual(['Created by tickets new.', 'unix', 'last']);
  for (const event of events) expect(eventId(after.id, event)).toBe(event.id);
});

describe('a CRLF file', () => {
  const unix = itemSnapshot();
  const item = itemSnapshot({
    itemText: unix.itemText.replaceAll('\n', '\r\n'),
    threadText: unix.threadText.replaceAll('\n', '\r\n'),
  });

  test('stays CRLF', () => {
    const after = record(record(item, 'a\nb'), 'c\r\nd');
    expect(after.threadText.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(after.itemText.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(changedLines(item.itemText, after.itemText)).toEqual([10]);
  });

  test('gives the bodies back, with ids that fit', () => {
    fc.assert(
      fc.property(fc.array(hostileText, { minLength: 1, maxLength: 3 }), (bodies) => {
        const texts = bodies.map((body) => body.replaceAll('\r', ''));
        const after = texts.reduce((state, text) => record(state, text), item);
        const events = parseThread(after.threadText, after.id).events;
        expect(events.slice(1).map(({ body }) => body)).toEqual(texts);
        for (const event of events) expect(eventId(after.id, event)).toBe(event.id);
      }),
      { numRuns: 300 },
    );
  });
});

describe('an item.md that cannot be edited', () => {
  test.each([
    ['never closed', '---\nid: x\n\nBody\n', /never closed/],
    ['without front matter', 'Body\n', /first line/],
    ['empty', '', /first line/],
    ['too large', `---\nx: ${'y'.repeat(70_000)}\n---\n`, /64 KiB/],
  ])('%s is refused, and nothing is appended', (_name, itemText, message) => {
    const error = thrownBy(() => recordEvent(itemSnapshot({ itemText }), comment('x'), operationContext()));
    expect(error).toMatchObject({ code: 'unreadable', message: expect.stringMatching(message) });
    expect(error).toMatchObject({ hint: expect.stringContaining('tickets doctor') });
  });
});

test('an event with an attribute that no header holds is refused', () => {
  const event = { ...comment('x'), attributes: [{ key: 'reason', value: 'a --> b' }] };
  expect(() => recordEvent(itemSnapshot(), event, operationContext())).toThrow(RangeError);
});

test('an event that was pasted by hand with its id does not count twice for an approval', () => {
  // The same event of another item: its id does not fit here, so that a fence around it hides it.
  const other = serializeEvent('20260101-000000-other', {
    ...{ kind: 'review', author: 'hare', at: '2026-05-30T05:32:59Z', verdict: 'approve' as const, body: 'ok' },
  });
  const item = record(itemSnapshot(), 'x');
  const threadText = `${item.threadText}\nSee:\n\n\`\`\`\`md\n${other.text}\`\`\`\`\n`;
  expect(parseThread(threadText, item.id).events.map(({ kind }) => kind)).toEqual(['create', 'comment']);
});
