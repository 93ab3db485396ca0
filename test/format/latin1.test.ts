import fc from 'fast-check';
import { expect, test, vi } from 'vitest';

const prototype = Buffer.prototype as { latin1Slice?: unknown };

test.each([
  ['as this Node has it', true],
  ['without what is not documented', false],
])('bytes are the characters that Buffer makes of them: %s', async (_name, isThere) => {
  const { latin1Slice } = prototype;
  if (!isThere) prototype.latin1Slice = undefined;
  vi.resetModules();
  const { latin1 } = await import('../../src/format/latin1.ts');
  prototype.latin1Slice = latin1Slice;
  fc.assert(
    fc.property(fc.uint8Array(), fc.nat({ max: 12 }), fc.nat({ max: 12 }), (bytes, start, end) => {
      const from = Math.min(start, bytes.length);
      expect(latin1(bytes)).toBe(Buffer.from(bytes).toString('latin1'));
      expect(latin1(bytes, from, from + end)).toBe(Buffer.from(bytes).toString('latin1', from, from + end));
    }),
  );
});
