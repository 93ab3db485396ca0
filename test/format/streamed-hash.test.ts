import crypto, { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { StreamedHash } from '../../src/format/streamed-hash.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

const bytes = fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.uint8Array({ minLength: 1500, maxLength: 3000 }));

test('is that of all parts as one, at any moment, and goes on from there', () => {
  fc.assert(
    fc.property(fc.array(bytes, { maxLength: 6 }), bytes, (parts, more) => {
      const hash = new StreamedHash();
      const all = createHash('sha256');
      for (const part of parts) {
        expect(hash.digest(more)).toBe(all.copy().update(more).digest('hex'));
        hash.update(part);
        all.update(part);
      }
      expect(hash.digest(Buffer.alloc(0))).toBe(all.digest('hex'));
    }),
  );
});

test('keeps nothing of what it was given', () => {
  const given = Buffer.from('One.');
  const hash = new StreamedHash().update(given);
  given.fill(0);
  expect(hash.digest(Buffer.from('Two.'))).toBe(createHash('sha256').update('One.Two.').digest('hex'));
});

test('of a few bytes is made without node:crypto', () => {
  vi.spyOn(crypto, 'createHash');
  new StreamedHash().update(Buffer.alloc(1000)).update(Buffer.alloc(1000));
  expect(crypto.createHash).not.toHaveBeenCalled();
});
