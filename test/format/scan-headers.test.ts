import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scanHeaders } from '../../src/format/scan-headers.ts';
import { threadHeaders } from '../../src/format/thread.ts';
import { hostileText } from '../support/hostile-text.ts';

describe('headers found in bytes', () => {
  it('are those that the parser finds, all of them where the scan says so', () => {
    let complete = 0;
    fc.assert(
      fc.property(fc.array(hostileText, { maxLength: 3 }), fc.boolean(), (parts, hasBom) => {
        const text = (hasBom ? '\ufeff' : '') + parts.join('\n').toWellFormed();
        const { headers, isComplete } = scanHeaders(Buffer.from(text));
        const expected = threadHeaders(text).map((line) => ({
          start: Buffer.byteLength(text.slice(0, line.start)),
          text: line.text,
        }));
        expect(headers).toEqual(expected.slice(0, headers.length));
        if (!isComplete) return;
        complete += 1;
        expect(headers).toEqual(expected);
      }),
      { numRuns: 3000 },
    );
    expect(complete).toBeGreaterThan(100);
  });
});
