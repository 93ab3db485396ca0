import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { eventId } from '../../src/format/event-id.ts';

const ITEM = '20260530-053259-sample';
const attributes = [
  { key: 'event', value: 'comment' },
  { key: 'author', value: 'hare' },
  { key: 'at', value: '2026-05-30T05:32:59Z' },
];
const id = eventId(ITEM, { attributes, body: 'Text' });

describe('an event id', () => {
  test('is 16 hex digits of SHA-256 over item, attributes and body', () => {
    const content = `["${ITEM}",[["event","comment"],["author","hare"],["at","2026-05-30T05:32:59Z"]],"Text"]`;
    expect(id).toBe(createHash('sha256').update(content).digest('hex').slice(0, 16));
  });

  test('leaves itself and the line endings out', () => {
    expect(eventId(ITEM, { attributes: [...attributes, { key: 'id', value: 'x' }], body: 'Text' })).toBe(id);
    expect(eventId(ITEM, { attributes, body: 'a\r\nb' })).toBe(eventId(ITEM, { attributes, body: 'a\nb' }));
  });

  test('differs for another item, attribute, order or body', () => {
    const others = [
      eventId('20260530-053259-other', { attributes, body: 'Text' }),
      eventId(ITEM, { attributes, body: 'Text\n' }),
      eventId(ITEM, { attributes, body: '' }),
      eventId(ITEM, { attributes: [...attributes, { key: 'status', value: 'approve' }], body: 'Text' }),
      eventId(ITEM, { attributes: [...attributes].reverse(), body: 'Text' }),
      ...attributes.map(({ key }) =>
        eventId(ITEM, {
          attributes: attributes.map((entry) => (entry.key === key ? { key, value: `${entry.value}x` } : entry)),
          body: 'Text',
        }),
      ),
    ];
    expect(new Set([id, ...others]).size).toBe(others.length + 1);
  });
});
