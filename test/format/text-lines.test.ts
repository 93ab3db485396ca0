import fc from 'fast-check';
import { expect, test } from 'vitest';
import { textLines } from '../../src/format/text-lines.ts';
import { hostileText } from '../support/hostile-text.ts';

test('the lines put together again are the text', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const lines = textLines(text);
      expect(lines.map((line) => text.slice(line.start, line.next)).join('')).toBe(text);
      lines.forEach((line, index) => {
        expect(line.number).toBe(index + 1);
        expect(text.slice(line.start, line.next)).toMatch(/^[^\n]*\n?$/);
        expect(text.slice(line.start, line.next).replace(/\r?\n$|\r$/, '')).toBe(line.text);
      });
    }),
    { numRuns: 1000 },
  );
});

test('only a newline ends a line', () => {
  expect(textLines('a\u2028b\u2029c\u0085d\re\r\nf').map((line) => line.text)).toEqual([
    'a\u2028b\u2029c\u0085d\re',
    'f',
  ]);
  expect(textLines('a\n')).toHaveLength(1);
  expect(textLines('')).toEqual([]);
});

test('may start anywhere', () => {
  expect(textLines('ab\ncd', 1, 7)).toEqual([
    { number: 7, text: 'b', start: 1, next: 3 },
    { number: 8, text: 'cd', start: 3, next: 5 },
  ]);
});
