import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isEventHeader,
  parseAnyHeader,
  parseEventHeader,
  serializeEventHeader,
} from '../../src/format/event-header.ts';
import { hostileLine } from '../support/hostile-line.ts';

const pairs = (line: string): [string, string][] => parseEventHeader(line).map(({ key, value }) => [key, value]);

const key = fc.stringMatching(/^[A-Za-z_][\w-]{0,8}$/);
const value = fc
  .oneof(hostileLine, fc.constantFrom('', ' ', 'at: x', 'a at: b', '"', '\\', '\\"', '--', '->', ' x ', 'a "b" c: d'))
  .filter((text) => !/[\n\r\u2028\u2029]|-->/.test(text));

test('any attributes read back', () => {
  fc.assert(
    fc.property(value, fc.array(fc.record({ key, value }), { maxLength: 5 }), (kind, rest) => {
      const attributes = [{ key: 'event', value: kind }, ...rest];
      const line = serializeEventHeader(attributes);
      expect(isEventHeader(line)).toBe(true);
      expect(parseEventHeader(line)).toEqual(attributes);
    }),
    { numRuns: 3000 },
  );
});

test.each(['\u2028', '\u2029'])('a value with %j, which ends no line, is refused or reads back', (separator) => {
  const attributes = [
    { key: 'event', value: 'state_changed' },
    { key: 'reason', value: `a${separator}b` },
  ];
  let line: string;
  try {
    line = serializeEventHeader(attributes);
  } catch (error) {
    expect(error).toBeInstanceOf(RangeError);
    return;
  }
  expect(parseEventHeader(line)).toEqual(attributes);
});

test.each(['a\nb', 'a\rb', '\n', 'x --> y', '-->'])('the value %j is refused', (bad) => {
  expect(() => serializeEventHeader([{ key: 'event', value: bad }])).toThrow(RangeError);
  expect(() =>
    serializeEventHeader([
      { key: 'event', value: 'comment' },
      { key: 'reason', value: bad },
    ]),
  ).toThrow(/reason/);
});

describe('what the writer quotes', () => {
  test.each([
    ['author', 'hare', 'hare'],
    ['author', 'yoi ticket', '"yoi ticket"'],
    ['author', 'a: b', '"a: b"'],
    ['author', '山田', '山田'],
    ['author', 'a/b+c@d.e-f_g', 'a/b+c@d.e-f_g'],
    ['at', '2026-05-30T05:32:59Z', '2026-05-30T05:32:59Z'],
    ['to', '2026-05-30T05:32:59Z', '"2026-05-30T05:32:59Z"'],
    ['reason', '', '""'],
    ['reason', 'say "x" \\ y', '"say \\"x\\" \\\\ y"'],
  ])('%s %j becomes %s', (name, text, written) => {
    const line = serializeEventHeader([
      { key: 'event', value: 'comment' },
      { key: name, value: text },
    ]);
    expect(line).toBe(`<!-- event: comment ${name}: ${written} -->`);
  });
});

describe('reading', () => {
  test.each<[string, [string, string][]]>([
    [
      'comment author: yoi ticket at: 2026-05-30T05:32:59Z ',
      [
        ['event', 'comment'],
        ['author', 'yoi ticket'],
        ['at', '2026-05-30T05:32:59Z'],
      ],
    ],
    [
      'state_changed author: "a b" at: x from: open to: pending reason: "wait: \\"now\\" \\\\" field: a,b ',
      [
        ['event', 'state_changed'],
        ['author', 'a b'],
        ['at', 'x'],
        ['from', 'open'],
        ['to', 'pending'],
        ['reason', 'wait: "now" \\'],
        ['field', 'a,b'],
      ],
    ],
    [
      'comment author: at: x ',
      [
        ['event', 'comment'],
        ['author', ''],
        ['at', 'x'],
      ],
    ],
    [
      'comment author: "" at:',
      [
        ['event', 'comment'],
        ['author', ''],
        ['at', ''],
      ],
    ],
    [
      'comment author: "a" stray at: x ',
      [
        ['event', 'comment'],
        ['author', 'a stray'],
        ['at', 'x'],
      ],
    ],
    [
      'comment author: "never closed at: x ',
      [
        ['event', 'comment'],
        ['author', '"never closed'],
        ['at', 'x'],
      ],
    ],
    [
      'comment author: "a"b at: x ',
      [
        ['event', 'comment'],
        ['author', '"a"b'],
        ['at', 'x'],
      ],
    ],
    ['', [['event', '']]],
    ['  close  ', [['event', 'close']]],
    [
      'comment  author:  hare   at:  x  ',
      [
        ['event', 'comment'],
        ['author', 'hare'],
        ['at', 'x'],
      ],
    ],
    ['two words ', [['event', 'two words']]],
    [
      'comment ref: http://x.y/z?a:b at: 1 ',
      [
        ['event', 'comment'],
        ['ref', 'http://x.y/z?a:b'],
        ['at', '1'],
      ],
    ],
    ['a --> b ', [['event', 'a --> b']]],
  ])('%j', (inner, expected) => {
    expect(pairs(`<!-- event: ${inner}-->`)).toEqual(expected);
  });

  test('loses nothing of any header', () => {
    const squeeze = (text: string): string => text.replace(/[\s"\\]/gu, '');
    const part = fc.constantFrom(
      'author:',
      ' at:',
      ' ',
      '"',
      '\\',
      '\\"',
      'word',
      'x:',
      '日本',
      ' a-b: ',
      '--',
      ':',
      '""',
      '1:',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const inner = parts.join('');
        const read = pairs(`<!-- event: ${inner}-->`).flatMap(([name, text]) => [name, ':', text]);
        expect(squeeze(read.join(''))).toBe(squeeze(`event:${inner}`));
      }),
      { numRuns: 3000 },
    );
  });
});

describe('what a header is', () => {
  test.each([
    '<!-- event: comment -->',
    '<!-- event: -->',
    '<!-- event: x-->',
    '<!-- event: x --> \t',
    '<!-- event: a --> b -->',
    // Only \n ends a line, so these are characters of the header like any other.
    '<!-- event: comment author: a\u2028b -->',
    '<!-- event: comment author: a\rb -->',
  ])('%j is one', (line) => {
    expect(isEventHeader(line)).toBe(true);
  });

  test.each([
    ' <!-- event: comment -->',
    '\\<!-- event: comment -->',
    '\ufeff\ufeff<!-- event: comment -->',
    '<!-- event:comment -->',
    '<!-- event: comment',
    '<!-- event: comment --> text',
    '<!-- Event: comment -->',
    '<!--event: comment -->',
    '> <!-- event: comment -->',
    '',
  ])('%j is none', (line) => {
    expect(isEventHeader(line)).toBe(false);
    expect(parseEventHeader(line)).toEqual([]);
  });
});

test('a common header reads as any header does', () => {
  const word = fc.stringMatching(/^[\w.@+:TZ-]{1,5}$/);
  const part = fc.oneof(
    word,
    fc.constantFrom('event:', 'author:', 'at:', 'status:', 'id:', '"a b"', '-->', '2026-06-01T10:00:00Z'),
  );
  const common = fc
    .tuple(part, part, part, fc.option(part), fc.option(part), fc.constantFrom('', ' ', '\t', 'x'))
    .map(([kind, author, at, status, id, end]) => {
      const more = `${status === null ? '' : ` status: ${status}`}${id === null ? '' : ` id: ${id}`}`;
      return `<!-- event: ${kind} author: ${author} at: ${at}${more} -->${end}`;
    });
  fc.assert(
    fc.property(
      fc.oneof(
        common,
        fc.array(part).map((parts) => `<!-- event: ${parts.join(' ')} -->`),
      ),
      (line) => {
        expect(parseEventHeader(line)).toEqual(parseAnyHeader(line));
      },
    ),
    { numRuns: 5000 },
  );
});
