import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatTimestamp, parseTimestamp } from '../../src/format/timestamp.ts';

test('a moment reads back to the second', () => {
  const date = fc.date({
    min: new Date('0001-01-01T00:00:00Z'),
    max: new Date('9999-12-31T23:59:59Z'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(date, (at) => {
      const text = formatTimestamp(at);
      expect(text).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
      expect(parseTimestamp(text)).toBe(Math.floor(at.getTime() / 1000) * 1000);
    }),
  );
});

test('is what Date itself says, in any year', () => {
  fc.assert(
    fc.property(fc.date({ noInvalidDate: true }), (at) => {
      expect(formatTimestamp(at)).toBe(`${at.toISOString().slice(0, 19)}Z`);
    }),
  );
  expect(() => formatTimestamp(new Date(Number.NaN))).toThrow(RangeError);
});

test('is in UTC and drops the fraction', () => {
  expect(formatTimestamp(new Date('2026-05-30T07:32:59.999+02:00'))).toBe('2026-05-30T05:32:59Z');
});

test('a real leap day is a day', () => {
  expect(parseTimestamp('2024-02-29T00:00:00Z')).toBe(Date.UTC(2024, 1, 29));
});

test.each([
  '2026-02-30T00:00:00Z',
  '2025-02-29T00:00:00Z',
  '2026-04-31T00:00:00Z',
  '2026-13-01T00:00:00Z',
  '2026-00-01T00:00:00Z',
  '2026-01-00T00:00:00Z',
  '2026-01-01T24:00:00Z',
  '2026-01-01T23:60:00Z',
  '2026-01-01T23:59:60Z',
  '2026-01-01T00:00:00',
  '2026-01-01T00:00:00+00:00',
  '2026-01-01T00:00:00.000Z',
  '2026-01-01 00:00:00Z',
  '2026-01-01t00:00:00z',
  '2026-01-01',
  '2026-01-01T00:00:00Z\n',
  ' 2026-01-01T00:00:00Z',
  '+12026-01-01T00:00:00Z',
  '',
  'null',
])('%j is no moment', (text) => {
  expect(parseTimestamp(text)).toBeNull();
});
