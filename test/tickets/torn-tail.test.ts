import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { serializeEvent } from '../../src/format/serialize-event.ts';
import { tornTail } from '../../src/tickets/torn-tail.ts';
import { hostileText } from '../support/hostile-text.ts';
import { oldEvent } from '../support/old-event.ts';

const ID = '20260601-090000-item';
const event = (body: string): string =>
  serializeEvent(ID, { kind: 'comment', author: 'ann', at: '2026-06-01T09:00:00Z', body }).text;
const OWN = event('Whole.');
const torn = (text: string): number | null => tornTail(Buffer.from(text), ID);

describe('the end of a log', () => {
  it('that is whole is not torn, whatever the texts hold', () => {
    fc.assert(
      fc.property(fc.array(hostileText, { minLength: 1, maxLength: 3 }), (bodies) => {
        const texts = bodies.map((body) => body.replaceAll('\0', '').trimEnd());
        expect(torn(texts.map(event).join('\n'))).toBeNull();
      }),
    );
  });

  it('that is cut anywhere is torn where the event began, or whole', () => {
    const added = Buffer.from(`\n${event('One line\n\nand 日本語.')}`);
    for (let length = 3; length < added.length - 6; length += 1) {
      const cut = Buffer.concat([Buffer.from(OWN), added.subarray(0, length)]);
      expect(tornTail(cut, ID), `${length}`).toBe(OWN.length);
    }
    for (let length = added.length - 6; length <= added.length; length += 1) {
      const found = tornTail(Buffer.concat([Buffer.from(OWN), added.subarray(0, length)]), ID);
      // All of the text is there, but a part of the closing line is none.
      const isHalfLine = length === added.length - 2 || length === added.length - 3;
      expect(found, `${length}`).toBe(isHalfLine ? OWN.length : null);
    }
  });

  it('of zeros is torn where they begin', () => {
    const added = `\n${event('x'.repeat(50))}`;
    const zeros = (from: number, to: number): string =>
      OWN + added.slice(0, from) + '\0'.repeat(to - from) + added.slice(to);
    expect(torn(zeros(0, added.length))).toBe(OWN.length);
    expect(torn(zeros(0, 30))).toBe(OWN.length);
    expect(torn(zeros(40, added.length))).toBe(OWN.length);
    expect(torn(`\0\0\0`)).toBe(0);
  });

  it.each([
    ['an event with a NUL in its text that fits its id', `${OWN}\n${event('Before:\n\n- labels: \0')}`],
    ['a NUL in front of the log', `\0${oldEvent()}\n${oldEvent()}`],
    ['one in front of its only event', `\0${oldEvent()}`],
    ['one in front of an event with an id', `${OWN}\0${event('Two.')}`],
    ['zeros between events of the old script', `${oldEvent()}\0\0\n${oldEvent()}`],
    ['zeros between events with an id', `${OWN}\n\0\0\n${event('Two.')}`],
    ['a NUL in the text of an event with an id, and another event', `${OWN.replace('Who', 'W\0o')}\n${event('Two.')}`],
    ['zeros for the closing line of an event, and another one', `${OWN.slice(0, -5)}\0\0\0\n\n${oldEvent()}`],
  ])('with whole events behind or around zeros is left alone: %s', (_name, text) => {
    expect(torn(text)).toBeNull();
  });

  it('is judged by itself where whole events stand behind zeros', () => {
    const whole = `${OWN}\0\0\n${event('Two.')}`;
    expect(torn(`${whole}\n${event('Three.').slice(0, -9)}`)).toBe(whole.length);
    expect(torn(`${whole}\n<!-- event: comm`)).toBe(whole.length);
  });

  it.each([
    ['an event of the old script without its closing line', oldEvent({ body: 'Half' }).trimEnd().slice(0, -4)],
    ['an event that was changed by hand', OWN.replace('Whole', 'Other')],
    [
      'an event of another item',
      serializeEvent('20260601-090000-x', { kind: 'comment', author: 'a', at: '2026-06-01T09:00:00Z', body: 'x' }).text,
    ],
    ['a text that somebody wrote behind an event', `${OWN}\na <`],
    ['a NUL in the middle of a text', `${oldEvent({ body: 'a\0b' })}`],
    ['no event at all', 'Some text'],
    ['nothing', ''],
  ])('is left alone where it is %s', (_name, text) => {
    expect(torn(text)).toBeNull();
  });

  it.each(['<', '<!--', '<!-- event: ', '<!-- event: comment author: a'])('in a header is torn: %j', (start) => {
    expect(torn(`${OWN}\n${start}`)).toBe(OWN.length);
    expect(torn(start)).toBe(0);
    const crlf = `${OWN}\n`.replaceAll('\n', '\r\n');
    expect(torn(crlf + start)).toBe(crlf.length - 2);
  });

  it('behind lines that could close the event, and do not, is torn where it began', () => {
    const cut = event('One.\n\n---\n\nTwo.\n\n---\n\nThree.').replace(/ee\.\n\n---\n$/, '');
    expect(torn(`${OWN}\n${cut}`)).toBe(OWN.length);
  });

  it('behind more of such lines than are tried is torn where it began', () => {
    const cut = event(`${'One.\n\n---\n\n'.repeat(30)}Three.`).replace(/ee\.\n\n---\n$/, '');
    expect(torn(`${OWN}\n${cut}`)).toBe(OWN.length);
  });

  it('of a text that begins like a header and is none is nobody’s to judge', () => {
    expect(torn('<!-- event: broken\nSome text.\n')).toBeNull();
    expect(torn('Some text.\n')).toBeNull();
  });
});
