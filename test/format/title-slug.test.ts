import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSlug, LONGEST_SLUG } from '../../src/format/slug.ts';
import { titleSlug } from '../../src/format/title-slug.ts';
import { title } from '../support/title.ts';

test.each([
  ['Fix the picker', 'fix-the-picker'],
  ['TUI picker: ペンディング', 'tui-picker'],
  ['Привет мир', 'privet-mir'],
  ['2026 年', '2026-nian'],
  ['123', '123'],
  ['!?…', 'untitled'],
  ['---', 'untitled'],
])('%j gives %j', async (text, slug) => {
  expect(await titleSlug(text)).toBe(slug);
});

test.each(['日本語のタイトル', 'チケットを閉じる', '🎉', '中文', '한국어', 'Ελληνικά'])(
  '%s gives a slug of its own',
  async (text) => {
    const slug = await titleSlug(text);
    expect(isSlug(slug)).toBe(true);
    expect(slug).toMatch(/[a-z]/);
    expect(slug).not.toBe('untitled');
  },
);

test('two Japanese titles give two slugs', async () => {
  expect(await titleSlug('開く')).not.toBe(await titleSlug('閉じる'));
});

test('400 characters of any script give at most 60', async () => {
  for (const text of ['x'.repeat(400), '語'.repeat(400), 'слово '.repeat(80), '🎉'.repeat(400)]) {
    const slug = await titleSlug(text);
    expect(isSlug(slug)).toBe(true);
    expect(slug.length).toBeLessThanOrEqual(LONGEST_SLUG);
  }
});

test('every title gives a slug in form', async () => {
  await fc.assert(
    fc.asyncProperty(title, async (text) => {
      const slug = await titleSlug(text);
      expect(slug).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
      expect(slug.length).toBeLessThanOrEqual(LONGEST_SLUG);
    }),
    { numRuns: 1000 },
  );
});
