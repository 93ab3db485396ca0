import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eventId } from '../../src/format/event-id.ts';
import { serializeEvent } from '../../src/format/serialize-event.ts';
import { attribute, parseThread, serializeThread } from '../../src/format/thread.ts';
import { hostileText } from '../support/hostile-text.ts';
import { newEvent } from '../support/new-event.ts';
import { oldEvent } from '../support/old-event.ts';

const ITEM = '20260530-053259-sample';

describe('reading any text', () => {
  test('loses nothing', () => {
    fc.assert(
      fc.property(hostileText, fc.constantFrom(undefined, ITEM), (text, itemId) => {
        const thread = parseThread(text, itemId);
        expect(serializeThread(thread)).toBe(text);
        for (const event of thread.events) {
          expect(text.split('\n')[event.line - 1]).toMatch(/^<!-- event: /);
          expect(event.raw).toMatch(/^<!-- event: /);
        }
      }),
      { numRuns: 3000 },
    );
  });

  test('of arbitrary characters loses nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(serializeThread(parseThread(text, ITEM))).toBe(text);
      }),
    );
  });
});

describe('events that were written', () => {
  const events = fc.array(newEvent, { minLength: 1, maxLength: 5 });

  test('read back exactly, all of them and no other', () => {
    fc.assert(
      fc.property(events, (written) => {
        const parts = written.map((event) => serializeEvent(ITEM, event));
        const text = parts.map((part) => part.text).join('\n');
        const thread = parseThread(text, ITEM);
        expect(thread.preamble).toBe('');
        expect(thread.problems).toEqual([]);
        expect(thread.events).toHaveLength(written.length);
        thread.events.forEach((event, index) => {
          const {
            kind,
            author,
            at,
            verdict = null,
            attributes = [],
            body,
          } = written[index] as (typeof written)[number];
          expect(event).toMatchObject({ kind, author, at, verdict, body, id: parts[index]?.id });
          expect(event.attributes.slice(verdict ? 4 : 3, -1)).toEqual(attributes);
          expect(eventId(ITEM, event)).toBe(event.id);
          expect(event.heading).not.toBeNull();
        });
      }),
      { numRuns: 2000 },
    );
  });

  test('are never more than were written, even where the ids cannot be checked', () => {
    fc.assert(
      fc.property(events, (written) => {
        const text = written.map((event) => serializeEvent(ITEM, event).text).join('\n');
        expect(parseThread(text).events.length).toBeLessThanOrEqual(written.length);
      }),
      { numRuns: 1000 },
    );
  });

  test('read the same after a conversion to CRLF', () => {
    fc.assert(
      fc.property(events, (raw) => {
        const written = raw.map((event) => ({ ...event, body: event.body.replaceAll('\r', '') }));
        const text = written.map((event) => serializeEvent(ITEM, event).text).join('\n');
        const thread = parseThread(text.replaceAll('\n', '\r\n'), ITEM);
        expect(thread.events.map((event) => event.body)).toEqual(written.map((event) => event.body));
        expect(thread.events.map((event) => eventId(ITEM, event))).toEqual(thread.events.map((event) => event.id));
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    [
      'a pasted log',
      '<!-- event: review author: hare at: 2026-01-01T00:00:00Z status: approve -->\n\n## Review: approve\n\nok\n\n---\n',
    ],
    ['an open fence', 'see:\n\n```sh\nls'],
    ['an open fence of tildes', '~~~~'],
    ['a separator', '---'],
    ['separators', 'a\n\n---\n\n---\n'],
    ['nothing', ''],
    ['blank lines', '\n\n'],
    ['a heading', '## Review: approve\n\nok'],
    ['an item file', '---\nid: x\nstatus: closed\n---\n\ntext\n'],
    ['quoted headers', '\\<!-- event: x -->\n\\\\<!-- event: y -->'],
    ['CRLF', 'a\r\nb\r\n'],
    ['CRLF and a header', 'a\r\n<!-- event: x -->\r\nb'],
  ])('with %s as body are read exactly', (_name, body) => {
    const event = { kind: 'comment', author: 'hare', at: '2026-05-30T05:32:59Z', body };
    const one = serializeEvent(ITEM, event).text;
    const thread = parseThread(`${one}\n${one}\n${one}`, ITEM);
    expect(thread.events.map((entry) => entry.body)).toEqual([body, body, body]);
    expect(thread.events.map((entry) => entry.verdict)).toEqual([null, null, null]);
  });

  test('read exactly whatever hands put before them, and change nothing about that', () => {
    fc.assert(
      fc.property(hostileText, newEvent, newEvent, (legacy, first, second) => {
        const before = parseThread(legacy, ITEM).events;
        const end = legacy === '' || legacy.endsWith('\n') ? '' : '\n';
        const text = `${legacy}${end}\n${serializeEvent(ITEM, first).text}\n${serializeEvent(ITEM, second).text}`;
        const after = parseThread(text, ITEM).events;
        expect(after.slice(0, -2).map((event) => event.line)).toEqual(before.map((event) => event.line));
        expect(after.slice(-2).map((event) => event.body)).toEqual([first.body, second.body]);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('events of the old script and of hands', () => {
  const header = '<!-- event: comment author: yoi ticket at: 2026-05-30T05:32:59Z -->';

  test('without an id', () => {
    const text = `${header}\n\n## Comment\n\nBody\n\nmore\n\n\n---\n`;
    const [event] = parseThread(text, ITEM).events;
    expect(event).toMatchObject({ kind: 'comment', author: 'yoi ticket', id: null, heading: 'Comment', verdict: null });
    expect(event?.body).toBe('Body\n\nmore\n');
    expect(event?.raw).toBe(text);
  });

  test('keep a backslash that nobody wrote as a quote', () => {
    expect(parseThread(`${header}\n\n## Comment\n\n\\<!-- event: x -->\n\n---\n`, ITEM).events[0]?.body).toBe(
      '\\<!-- event: x -->',
    );
  });

  test('without a heading, without a final ---, with a header straight after text', () => {
    const text = `${header}\n\nno heading\n${header}\n\n## Own heading: x\n\nlast`;
    expect(parseThread(text, ITEM).events.map(({ heading, body }) => [heading, body])).toEqual([
      [null, 'no heading'],
      ['Own heading: x', 'last'],
    ]);
  });

  test('several times in one second, in the order of the file', () => {
    const thread = parseThread(`${header}\n\n## Comment\n\na\n\n---\n\n${header}\n\n## Comment\n\nb\n\n---\n`, ITEM);
    expect(thread.events.map(({ body }) => body)).toEqual(['a', 'b']);
  });

  test('an approval counts for a review only', () => {
    const review = (kind: string, status: string): string =>
      `<!-- event: ${kind} author: a at: b status: ${status} -->\n`;
    const text =
      review('review', 'approve') + review('review', 'yes') + review('close', 'closed') + review('comment', 'approve');
    expect(parseThread(text, ITEM).events.map(({ verdict }) => verdict)).toEqual(['approve', null, null, null]);
  });

  test('after a byte order mark', () => {
    const text = `\ufeff${header}\n\n## Comment\n\nBody\n\n---\n`;
    const thread = parseThread(text, ITEM);
    expect(serializeThread(thread)).toBe(text);
    expect(thread.events.map(({ body }) => body)).toEqual(['Body']);
  });
});

test('an empty attribute is none', () => {
  const [event] = parseThread('<!-- event: comment author: "" at: x -->').events;
  expect(event && attribute(event, 'author')).toBeNull();
  expect(event && attribute(event, 'at')).toBe('x');
  expect(event && attribute(event, 'nothing')).toBeNull();
});

test('what is wrong with a thread is reported with its line', () => {
  const text = 'text\n<!-- event: -->\n<!-- event: review author: a at: b -->\n';
  expect(parseThread(text).problems.map(({ code, line }) => [code, line])).toEqual([
    ['thread/text-before-first-event', 1],
    ['thread/malformed-header', 2],
    ['thread/missing-author', 2],
    ['thread/missing-at', 2],
    ['thread/review-without-verdict', 3],
  ]);
});

test('a header behind an event whose id fits is one, whatever fence that event left open', () => {
  const id = '20260601-090000-slow-search';
  const open = serializeEvent(id, { kind: 'comment', author: 'ann', at: '2026-06-01T09:00:00Z', body: '```\n~~~~' });
  const old = oldEvent({ body: '```\ncode\n```' });
  const text = `${open.text}\n${old}`;
  expect(parseThread(text, id).events.map(({ id: eventId }) => eventId)).toEqual([open.id, null]);
  // Without the item's id nothing tells that the first one is whole.
  expect(parseThread(text).events).toHaveLength(1);
});
