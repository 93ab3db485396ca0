import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareLogs } from '../../src/doctor/compare-logs.ts';
import { serializeEvent } from '../../src/format/serialize-event.ts';
import { committedItem } from '../support/committed-item.ts';
import { newEvent } from '../support/new-event.ts';
import { oldEvent } from '../support/old-event.ts';

const ID = '20260530-053259-slow-search';
const OTHER = '20260530-053259-slow-list';

/** What is wrong with a log, seen from an earlier state of it. */
function faults(base: string | Uint8Array, head: string | Uint8Array): string[] {
  const comparison = { against: null, base: [committedItem(ID, base)], head: [committedItem(ID, head)], odd: [] };
  return compareLogs(comparison).map(({ type }) => type);
}

const oldEvents = fc
  .array(
    fc.record({
      author: fc.constantFrom('hare', 'yoi ticket'),
      at: fc.constantFrom('2026-05-30T06:00:00Z', '2026-05-30T07:00:00Z'),
      body: fc.constantFrom('Text.', 'Two\n\nparagraphs.\n', '日本語', '---\n\nA rule.', '```\ncode\n```', '~~~'),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .map((events) => events.map(oldEvent));
const newEvents = fc
  .array(newEvent, { minLength: 1, maxLength: 5 })
  .map((events) => events.map((event) => serializeEvent(ID, event).text));
const log = fc.oneof(oldEvents, newEvents);

describe('a log against itself', () => {
  it('has no fault, whatever is in it', () => {
    fc.assert(
      fc.property(log, (events) => {
        expect(faults(events.join('\n'), events.join('\n'))).toEqual([]);
      }),
    );
  });

  it('has none with events of its own added at the end', () => {
    fc.assert(
      fc.property(newEvents, newEvents, (events, more) => {
        // None of them stands there already.
        fc.pre(new Set([...new Set(events), ...more]).size === new Set(events).size + more.length);
        expect(faults(events.join('\n'), [...events, ...more].join('\n'))).toEqual([]);
      }),
    );
  });

  it('has none with an event between two others, as a merge puts it', () => {
    const [a = '', b = '', c = ''] = ['A.', 'B.', 'C.'].map((body) => oldEvent({ body }));
    expect(faults(`${a}\n${c}`, `${a}\n${b}\n${c}`)).toEqual([]);
    expect(faults(`${a}\n${c}`, `${b}\n${a}\n${c}`)).toEqual([]);
  });
});

describe('one byte', () => {
  const RUNS = 10_000;

  it(`changed anywhere in a log is a fault: ${RUNS} times`, () => {
    let changed = 0;
    fc.assert(
      fc.property(log, fc.nat(), fc.integer({ min: 1, max: 255 }), (events, where, by) => {
        const bytes = Buffer.from(events.join('\n'));
        const at = where % bytes.length;
        const other = Buffer.from(bytes);
        other[at] = ((other[at] ?? 0) + by) % 256;
        expect(faults(bytes, other)).not.toEqual([]);
        changed += 1;
      }),
      { numRuns: RUNS },
    );
    expect(changed).toBe(RUNS);
  });

  it('taken out or put in anywhere in an event is a fault', () => {
    fc.assert(
      fc.property(log, fc.nat(), fc.boolean(), fc.integer({ min: 33, max: 126 }), (events, where, out, byte) => {
        const bytes = Buffer.from(events.join('\n'));
        // Behind the last event's final newline is nobody's.
        const at = where % (bytes.length - 1);
        const rest = bytes.subarray(out ? at + 1 : at);
        const other = Buffer.concat([bytes.subarray(0, at), Buffer.from(out ? [] : [byte]), rest]);
        if (other.equals(bytes)) return;
        expect(faults(bytes, other)).not.toEqual([]);
      }),
      { numRuns: 3000 },
    );
  });

  it('is found below an appended event, and in a log that is no UTF-8', () => {
    const bytes = Buffer.concat([Buffer.from(oldEvent({ body: 'x' })), Buffer.from('\n'), Buffer.from(oldEvent())]);
    bytes[bytes.indexOf('x')] = 0xff;
    const other = Buffer.from(bytes);
    other[bytes.indexOf(0xff)] = 0xfe;
    const more = Buffer.from(`\n${oldEvent({ body: 'More.' })}`);
    expect(faults(bytes, Buffer.concat([bytes, more]))).toEqual([]);
    expect(faults(bytes, Buffer.concat([other, more]))).toEqual(['event-edited']);
  });
});

describe('what hides an event', () => {
  const base = `${oldEvent({ body: '```\nnever closed' })}\n${oldEvent({ body: 'Changes are needed.' }).replace('---\n', '')}`;

  it('is a fault, though every byte is still there', () => {
    expect(faults(base, `${base}\n\`\`\`\n\n---\n`)).not.toEqual([]);
  });

  it('is an event added whole that closes a fence which was left open', () => {
    const whole = `${oldEvent({ body: '```\nnever closed' })}\n${oldEvent({ body: 'Changes are needed.' })}`;
    expect(faults(whole, `${whole}\n${oldEvent({ body: 'More.' })}`)).toEqual([]);
    expect(faults(whole, `${whole}\n${oldEvent({ body: '```' })}`)).not.toEqual([]);
  });

  it('is text put behind the last event', () => {
    expect(faults(oldEvent(), `${oldEvent()}\nIt was not meant so.\n`)).toEqual(['event-edited']);
  });

  it('is a byte order mark or a text in front, where there was another', () => {
    expect(faults(`First.\n\n${oldEvent()}`, oldEvent())).toEqual(['event-edited']);
  });
});

describe('the sort of fault', () => {
  const [a = '', b = '', c = ''] = ['A.', 'B.', 'C.'].map((body) => oldEvent({ body }));

  it.each([
    ['dropped', `${a}\n${b}\n${c}`, `${a}\n${c}`, ['event-dropped']],
    ['the last one dropped', `${a}\n${b}`, a, ['event-dropped']],
    ['swapped', `${a}\n${b}\n${c}`, `${b}\n${a}\n${c}`, ['event-reordered']],
    ['edited', `${a}\n${b}`, `${a}\n${b.replace('B.', 'D.')}`, ['event-edited']],
    ['back-dated', a, a.replace('06:00', '05:00'), ['event-edited']],
    ['given to another author', a, a.replace('hare', 'fox'), ['event-edited']],
    ['with other line endings', `${a}\n${b}`, `${a}\n${b}`.replaceAll('\n', '\r\n'), ['line-endings']],
    [
      'with other line endings and one edited',
      `${a}\n${b}`,
      `${a}\n${b.replace('B.', 'D.')}`.replaceAll('\n', '\r\n'),
      ['line-endings', 'event-edited'],
    ],
    ['from CRLF to LF', `${a}\n${b}`.replaceAll('\n', '\r\n'), `${a}\n${b}`, ['line-endings']],
    ['one of two that are the same dropped', `${a}\n${a}`, a, ['event-dropped']],
  ])('%s', (_name, base, head, expected) => {
    expect(faults(base, head)).toEqual(expected);
  });

  it('an event that went into the log of another item', () => {
    const comparison = {
      against: null,
      base: [committedItem(ID, `${a}\n${b}`), committedItem(OTHER, a)],
      head: [committedItem(ID, a), committedItem(OTHER, `${a}\n${b}`)],
      odd: [],
    };
    expect(compareLogs(comparison)).toMatchObject([{ type: 'event-moved', item: ID, other: OTHER }]);
  });

  it('a new event that was written for another item, and one that was edited before it was committed', () => {
    const text = (itemId: string): string =>
      serializeEvent(itemId, {
        kind: 'review',
        verdict: 'approve',
        author: 'hare',
        at: '2026-05-30T06:00:00Z',
        body: 'Good.',
      }).text;
    expect(faults(a, `${a}\n${text(ID)}`)).toEqual([]);
    expect(faults(a, `${a}\n${text(OTHER)}`)).toEqual(['event-misfit']);
    expect(faults(a, `${a}\n${text(ID).replace('Good.', 'Bad.')}`)).toEqual(['event-misfit']);
    expect(faults('', text(OTHER))).toEqual(['event-misfit']);
  });

  it.each([
    'id: 0123',
    'id: "0123"',
    'id: 0123456789ABCDEF',
    'id: 0123456789abcdef0123456789abcdef',
    'id: no',
    'id:',
    'id: ""',
  ])('a new event with %s, which is no id of ours', (id) => {
    const odd = b.replace(' -->', ` ${id} -->`);
    expect(odd).not.toBe(b);
    expect(faults(a, `${a}\n${odd}`)).toEqual(['event-misfit']);
    expect(faults(`${a}\n${c}`, `${a}\n${odd}\n${c}`)).toEqual(['event-misfit']);
    // One that was there stays what it is.
    expect(faults(`${a}\n${odd}`, `${a}\n${odd}\n${c}`)).toEqual([]);
  });

  describe('a new event that stands in its log already', () => {
    const approval = serializeEvent(ID, {
      kind: 'review',
      verdict: 'approve',
      author: 'hare',
      at: '2026-05-30T06:00:00Z',
      body: 'Good.',
    });
    const base = `${approval.text}\n${b}`;
    const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

    it.each([
      ['at the end', base, `${base}\n${approval.text}`],
      ['at the end, with another heading', base, `${base}\n${approval.text.replace('## ', '## Re: ')}`],
      ['at the end, with its id in quotes', base, `${base}\n${approval.text.replace(approval.id, `"${approval.id}"`)}`],
      ['in front, with another heading', base, `${approval.text.replace('## ', '## Re: ')}\n${base}`],
      ['in front of another one', `${base}\n${c}`, `${base}\n${approval.text}\n${c}`],
      ['twice, and is new both times', a, `${a}\n${approval.text}\n${approval.text}`],
      [
        'in a log that is no UTF-8',
        latin1(`${base}\n${oldEvent({ body: 'é' })}`),
        latin1(`${base}\n${oldEvent({ body: 'é' })}\n${approval.text}`),
      ],
      [
        'behind a fence',
        `${base}\n${oldEvent({ body: '```' })}`,
        `${base}\n${oldEvent({ body: '```' })}\n${approval.text}`,
      ],
      ['in a new log', '', `${approval.text}\n${approval.text}`],
    ])('%s', (_name, was, is) => {
      expect(faults(was, is)).toEqual(['event-repeated']);
    });

    it('is told of an item that the earlier commit does not have', () => {
      const head = [committedItem(ID, `${approval.text}\n${b}\n${approval.text}`)];
      const found = compareLogs({ against: null, base: [], head, odd: [] });
      expect(found).toMatchObject([{ type: 'event-repeated', line: 17 }]);
    });

    it('is none where the earlier commit has it twice, where a text mentions the id, and without an id', () => {
      const twice = `${base}\n${approval.text}`;
      expect(faults(twice, `${twice}\n${c}`)).toEqual([]);
      expect(faults(twice, `${c}\n${twice}`)).toEqual([]);
      const mention = oldEvent({ body: `See id: ${approval.id}.` });
      expect(faults(mention, `${mention}\n${approval.text}`)).toEqual([]);
      expect(faults(base, `${base}\n${b}`)).toEqual([]);
    });
  });
});
