import fc from 'fast-check';
import { expect, test } from 'vitest';
import { harmlessJson, harmlessJsonParts } from '../../src/render/harmless.ts';

const text = fc.string({ unit: fc.constantFrom('a', '"', '\\', '\n', '\x1b', '\x9b', '\u202e', '\u2028', '表', '🦊') });
const value = fc.oneof(
  fc.constant(undefined),
  fc.jsonValue({ stringUnit: 'grapheme' }),
  text,
  fc.dictionary(text, text),
);
const list = fc
  .tuple(value, fc.constantFrom(0, 1, 500, 501, 1000, 1001))
  .map(([item, count]) => Array(count).fill(item));

test('JSON in pieces is the same text', () => {
  let pieces = 0;
  fc.assert(
    fc.property(fc.dictionary(text, fc.oneof(value, list)), (document) => {
      const parts = [...harmlessJsonParts(document)];
      pieces = Math.max(pieces, parts.length);
      expect(parts.join('')).toBe(harmlessJson(document));
    }),
    { numRuns: 300 },
  );
  expect(pieces).toBeGreaterThan(4);
});
