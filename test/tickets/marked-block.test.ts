import fc from 'fast-check';
import { expect, it } from 'vitest';
import { markedBlock, withBlock, withoutBlock } from '../../src/tickets/marked-block.ts';

const text = fc
  .array(fc.constantFrom('*.png binary', '# a comment', '', '#!/bin/sh', 'exec other "$@"'), { maxLength: 4 })
  .chain((lines) => fc.constantFrom('\n', '\r\n').map((eol) => lines.join(eol)))
  .chain((lines) => fc.constantFrom('', '\n').map((end) => lines + end));
const where = fc.constantFrom('end' as const, 'below the first line' as const);

it('put in and taken out leaves every byte as it was', () => {
  fc.assert(
    fc.property(text, where, (before, place) => {
      const after = withBlock(before, ['a', 'b'], place);
      expect(markedBlock(after)).toEqual(['a', 'b']);
      expect(withoutBlock(after)).toBe(before);
    }),
  );
});

it('put in twice is put in once, and other lines take the place of old ones', () => {
  fc.assert(
    fc.property(text, where, (before, place) => {
      const once = withBlock(before, ['a'], place);
      expect(withBlock(once, ['a'], place)).toBe(once);
      expect(withBlock(once, ['b', 'c'], place)).toBe(withBlock(before, ['b', 'c'], place));
    }),
  );
});

it('a text without it has none', () => {
  expect(markedBlock('a\n')).toBe(null);
  expect(withoutBlock('a\n')).toBe('a\n');
});
