import crypto, { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

/** A process that has hashed nothing yet. */
async function fresh() {
  vi.resetModules();
  return (await import('../../src/format/sha256.ts')).sha256;
}

describe('SHA-256', () => {
  const { hash } = crypto;
  beforeEach(() => {
    vi.spyOn(crypto, 'createHash');
  });
  afterEach(() => {
    vi.restoreAllMocks();
    crypto.hash = hash;
  });

  test.each([true, false])('is that of node:crypto, of little and of much; with crypto.hash: %s', async (hasHash) => {
    if (!hasHash) Reflect.set(crypto, 'hash', undefined);
    const sha256 = await fresh();
    const content = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.uint8Array({ maxLength: 300 }));
    fc.assert(
      fc.property(content, (each) => {
        const expected = createHash('sha256')
          .update(typeof each === 'string' ? Buffer.from(each) : each)
          .digest('hex');
        expect(sha256(each)).toBe(expected);
      }),
    );
    const much = 'x'.repeat(100_000);
    expect(sha256(much)).toBe(createHash('sha256').update(much).digest('hex'));
  });

  test('of a few short texts is made without node:crypto', async () => {
    Reflect.set(crypto, 'hash', undefined);
    const sha256 = await fresh();
    for (let text = 0; text < 4; text += 1) sha256('x'.repeat(500));
    expect(crypto.createHash).not.toHaveBeenCalled();
    sha256('x'.repeat(500));
    expect(crypto.createHash).toHaveBeenCalledTimes(1);
  });
});
