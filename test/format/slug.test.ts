import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSlug, LONGEST_SLUG, slugify } from '../../src/format/slug.ts';
import { hostileLine } from '../support/hostile-line.ts';

test.each([
  ['Parallelize multi-Pod live status probes', 'parallelize-multi-pod-live-status-probes'],
  ['  TUI: a/b_c  ', 'tui-a-b-c'],
  ['Café déjà', 'cafe-deja'],
  ['ＡＢＣ ①', 'abc-1'],
  ['TUI picker の件', 'tui-picker'],
  ['日本語', ''],
  ['🎉', ''],
  ['---', ''],
  ['../../etc/passwd', 'etc-passwd'],
  ['', ''],
])('%j gives %j', (text, slug) => {
  expect(slugify(text)).toBe(slug);
});

test('a long one is cut at a word', () => {
  const words = Array.from({ length: 40 }, () => 'twelveletter').join(' ');
  const slug = slugify(words);
  expect(slug).toBe('twelveletter-twelveletter-twelveletter-twelveletter');
  // Exactly at the limit nothing is lost.
  expect(slugify(`${'a'.repeat(50)} ${'b'.repeat(9)} c`)).toBe(`${'a'.repeat(50)}-${'b'.repeat(9)}`);
});

test('one endless word is cut hard', () => {
  expect(slugify('x'.repeat(400))).toBe('x'.repeat(LONGEST_SLUG));
  expect(slugify(`ab-${'x'.repeat(400)}`)).toBe(`ab-${'x'.repeat(LONGEST_SLUG - 3)}`);
});

test('every slug is in form, and the slug of itself', () => {
  fc.assert(
    fc.property(hostileLine, (text) => {
      const slug = slugify(text);
      expect(slug).toMatch(/^(?:|[a-z0-9]+(?:-[a-z0-9]+)*)$/);
      expect(slug.length).toBeLessThanOrEqual(LONGEST_SLUG);
      expect(slugify(slug)).toBe(slug);
      expect(slug === '' || isSlug(slug)).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

test.each(['', '-a', 'A', 'a_b', 'a b', 'é', 'a/b', '.', 'a\n'])('%j is no slug', (text) => {
  expect(isSlug(text)).toBe(false);
});
