import { expect, test } from 'vitest';
import { isAuthor } from '../../src/format/author.ts';

test.each(['hare', 'yoi ticket', 'a.b_c@d+e-f/g:h', '山田', 'José', 'か\u3099', 'x'.repeat(64)])(
  '%j is an author',
  (text) => {
    expect(isAuthor(text)).toBe(true);
  },
);

test.each([
  '',
  ' ',
  ' a',
  'a ',
  'x'.repeat(65),
  'a\nb',
  'a-->',
  '"a"',
  'a\u2028b',
  'a\tb',
  'a\u00a0b',
  '<a>',
  'a\u202eb',
  '🎉',
])('%j is none', (text) => {
  expect(isAuthor(text)).toBe(false);
});
