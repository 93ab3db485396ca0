import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeText } from '../../src/format/decode-text.ts';

test('valid UTF-8 encodes to the same bytes again, a BOM included', () => {
  fc.assert(
    fc.property(fc.constantFrom('', '\ufeff', '\ufeff\ufeff'), fc.string({ unit: 'binary' }), (bom, text) => {
      const bytes = new TextEncoder().encode(bom + text);
      const decoded = decodeText(bytes);
      expect(decoded.validUtf8).toBe(true);
      expect(new TextEncoder().encode(decoded.text)).toEqual(bytes);
    }),
  );
});

test.each([[[0xff]], [[0x61, 0xc3]], [[0xed, 0xa0, 0x80]], [[0xc0, 0x80]]])(
  '%j is no UTF-8, and is shown all the same',
  (bytes) => {
    const decoded = decodeText(new Uint8Array(bytes));
    expect(decoded.validUtf8).toBe(false);
    expect(decoded.text).toContain('\ufffd');
    // The strict decoder must not carry the failure over to the next file.
    expect(decodeText(new Uint8Array([0x61]))).toEqual({ text: 'a', validUtf8: true, isAscii: true });
  },
);
