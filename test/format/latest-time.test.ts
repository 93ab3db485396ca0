import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { latestTime } from '../../src/format/latest-time.ts';
import { parseThread } from '../../src/format/thread.ts';
import { parseTimestamp } from '../../src/format/timestamp.ts';

const bytes = (text: string): string => Buffer.from(text).toString('latin1');

describe('the latest time of a log', () => {
  const time = fc.constantFrom(
    ...['2026-05-30T05:32:59Z', '2025-01-01T00:00:00Z', '2027-12-31T23:59:59Z', '2026-02-30T00:00:00Z'],
    ...['"2026-06-01T09:00:00Z"', '"2026-06-02T09:00:00Z" more', '2026-06-01', '', '"2026\\-06-01T09:00:00Z"'],
  );
  const author = fc.constantFrom('hare', 'yoi ticket', '狐', '"a \\"b\\""', 'x at: 2028-01-01T00:00:00Z', '');
  const header = fc
    .tuple(author, time, fc.constantFrom('', ' id: 0123456789abcdef', ' status: approve', ' at: 2029-01-01T00:00:00Z'))
    .map(([who, at, more]) => `<!-- event: comment author: ${who} at: ${at}${more} -->`);
  const line = fc.oneof(
    { weight: 3, arbitrary: header },
    fc.constantFrom(
      '',
      '---',
      '## Comment',
      'Text at 2030-01-01T00:00:00Z',
      '```',
      '~~~ md',
      ' <!-- event: x -->',
      '\u2028',
    ),
  );
  const thread = fc
    .tuple(fc.array(line, { maxLength: 12 }), fc.constantFrom('\n', '\r\n'), fc.constantFrom('', '\ufeff'))
    .map(([lines, eol, bom]) => bom + lines.join(eol));

  it('is not before any of its events', () => {
    let events = 0;
    fc.assert(
      fc.property(thread, (text) => {
        const latest = latestTime(bytes(text));
        for (const { at } of parseThread(text, '20260601-090000-x').events) {
          if (parseTimestamp(at ?? '') === null) continue;
          events += 1;
          expect((at ?? '') <= latest).toBe(true);
        }
      }),
      { numRuns: 5000 },
    );
    expect(events).toBeGreaterThan(1000);
  });

  it('is that of the headers, not of the text', () => {
    const text =
      '<!-- event: create author: a at: 2026-05-30T05:32:59Z -->\n\nAt 2030-01-01T00:00:00Z.\n\n---\n\n<!-- event: comment author: b at: 2026-05-29T05:32:59Z -->\n';
    expect(latestTime(bytes(text))).toBe('2026-05-30T05:32:59Z');
    expect(latestTime('no events')).toBe('');
  });
});
