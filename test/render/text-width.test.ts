import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { isNarrow, textWidth } from '../../src/render/text-width.ts';

describe('the width of a text', () => {
  it('is what the library says, for any text', () => {
    const narrow = fc.string({ unit: fc.constantFrom('a', ' ', '#', '9', '*', '~', '…') });
    fc.assert(
      fc.property(fc.oneof(narrow, fc.string({ unit: 'binary' })), (text) => textWidth(text) === stringWidth(text)),
    );
  });

  it('is a column for each of the characters that are taken for narrow, alone and side by side', () => {
    const narrow = Array.from({ length: 0x3000 }, (_, code) => String.fromCharCode(code)).filter(isNarrow);
    expect(narrow).toHaveLength(96);
    for (const first of narrow) {
      expect(stringWidth(narrow.map((second) => first + second).join(''))).toBe(2 * narrow.length);
    }
  });
});
