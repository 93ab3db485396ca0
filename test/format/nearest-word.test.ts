import { expect, test } from 'vitest';
import { nearestWord } from '../../src/format/nearest-word.ts';

const WORDS = ['open', 'pending', 'closed', 'comment'];

test.each([
  ['opne', 'open'],
  ['opn', 'open'],
  ['Open', 'open'],
  ['pendign', 'pending'],
  ['close', 'closed'],
  ['CLOSED', 'closed'],
  ['comments', 'comment'],
  ['banana', undefined],
  ['', undefined],
  ['x', undefined],
])('%j means %j', (typed, word) => {
  expect(nearestWord(typed, WORDS)).toBe(word);
});

test('the closest wins, the first among equals', () => {
  expect(nearestWord('abcdef', ['abcdxx', 'abcdex'])).toBe('abcdex');
  expect(nearestWord('abc', ['abd', 'abe'])).toBe('abd');
  expect(nearestWord('abc', [])).toBeUndefined();
});
