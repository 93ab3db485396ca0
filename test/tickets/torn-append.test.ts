import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { serializeEvent } from '../../src/format/serialize-event.ts';
import { isTornAppend } from '../../src/tickets/torn-append.ts';
import { hostileText } from '../support/hostile-text.ts';
import { oldEvent } from '../support/old-event.ts';

const ID = '20260601-090000-item';
const event = (body: string, author = 'ann') =>
  serializeEvent(ID, { kind: 'comment', author, at: '2026-06-01T09:00:00Z', body });
const OWN = event('Own.');
const OTHER = event('Another one.', 'bob').text;
const isTorn = (text: string | Buffer, own = OWN.id): boolean => isTornAppend(Buffer.from(text), ID, own);

describe('what stands behind the old end of a log', () => {
  it('is torn wherever the append was cut, and is not once it is whole', () => {
    fc.assert(
      fc.property(hostileText, fc.nat(), (body, seed) => {
        const own = event(body.replaceAll('\0', '').trimEnd());
        const added = Buffer.from(`\n${own.text}`);
        const length = 1 + (seed % (added.length - 1));
        expect(isTorn(added.subarray(0, length), own.id)).toBe(true);
        expect(isTorn(Buffer.concat([added.subarray(0, length), Buffer.alloc(7)]), own.id)).toBe(true);
        expect(isTorn(added, own.id)).toBe(false);
      }),
    );
  });

  it.each([
    ['another event', `\n${OTHER}`],
    ['another event without an id', `\n${oldEvent()}`],
    ['a part of the event, and another one', `\n${OWN.text.slice(0, -9)}\n\n${OTHER}`],
    ['the event, and another one', `\n${OWN.text}\n${OTHER}`],
    ['the event, and what somebody wrote by hand', `\n${OWN.text}\nBy hand.\n`],
    ['the end of the text of another event', 'd text.\n\n---\n'],
    ['the end of another event, and a whole one', `d text.\n\n---\n\n${OTHER}`],
    ['a text that somebody wrote by hand', '\nBy hand.\n'],
  ])('is not torn where it is %s', (_name, added) => {
    expect(isTorn(added)).toBe(false);
  });
});
