import { expect, test } from 'vitest';
import { LARGEST_FRONT_MATTER } from '../../src/format/front-matter.ts';
import { parseItemFile } from '../../src/format/item-file.ts';
import { checkItemText } from '../../src/tickets/check-item-text.ts';
import { itemSnapshot } from '../support/item-snapshot.ts';
import { thrownBy } from '../support/thrown-by.ts';

const { id, itemText } = itemSnapshot();

/** The sample item with a title that makes its front matter, the closing line included, that many characters long. */
function withFrontMatterOf(length: number, body = ''): string {
  const end = itemText.indexOf('\n---\n') + '\n---\n'.length;
  return itemText.replace('Sample item', `Sample item${'x'.repeat(length - end)}`) + body;
}

test('a front matter that just fits is taken, and can be read', () => {
  const text = withFrontMatterOf(LARGEST_FRONT_MATTER);
  expect(checkItemText(id, text)).toBe(text);
  expect(parseItemFile(text).problems).toEqual([]);
});

test.each([1, 2, 70_000])('one that is larger by %i is refused, and the longest field is named', (more) => {
  expect(thrownBy(() => checkItemText(id, withFrontMatterOf(LARGEST_FRONT_MATTER + more)))).toMatchObject({
    code: 'invalid-value',
    message: expect.stringMatching(
      new RegExp(`^${id}: the front matter of item.md would not end within 64 KiB: title has \\d{5,6} characters$`),
    ),
    hint: 'shorten title; a long text belongs into the body',
  });
});

test('a body of any length is taken', () => {
  const text = withFrontMatterOf(1000, `${'---\n'.repeat(LARGEST_FRONT_MATTER)}`);
  expect(checkItemText(id, text)).toBe(text);
});
