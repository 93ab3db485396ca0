import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EXAMPLE_COMMENT, EXAMPLE_ID, EXAMPLE_THREAD } from '../../src/doctor/example-tree.ts';
import { isFreshSeal } from '../../src/doctor/plain/glance-seal.ts';
import { compareSeal } from '../../src/tickets/digest/compare-seal.ts';
import { parseDigest } from '../../src/tickets/digest/parse-digest.ts';
import { sealOf } from '../../src/tickets/digest/seal.ts';
import { SUM_LINE_LENGTH, sumLine } from '../../src/tickets/digest/serialize-digest.ts';
import { damage } from '../support/damaged-text.ts';

const REVIEWED = `${EXAMPLE_THREAD}\n${EXAMPLE_COMMENT}
<!-- event: review author: bob at: 2026-06-02T09:00:00Z status: request_changes -->

## Review: request changes

Not yet.

---

<!-- event: review author: bob at: 2026-06-02T10:00:00Z status: approve -->

## Review: approve

Now.

---
`;

const isFresh = (digest: string | null, thread: string, id = EXAMPLE_ID): boolean =>
  isFreshSeal({
    status: 'closed',
    id,
    entries: [],
    text: thread,
    item: '',
    thread,
    resolution: null,
    digest,
    log: () => Buffer.from(thread),
  });

/** The same of the reader that all commands use. */
function isFreshToAll(digest: string, thread: string): boolean {
  const seal = parseDigest(digest);
  return seal?.item === EXAMPLE_ID && compareSeal(seal, 'closed', Buffer.from(thread)) === 'fresh';
}

test.each([EXAMPLE_THREAD, REVIEWED])('a seal as it was written is fresh, at a glance', (thread) => {
  const seal = sealOf(EXAMPLE_ID, thread);
  expect(isFresh(seal, thread)).toBe(true);
  expect(isFresh(null, thread)).toBe(false);
  expect(isFresh(seal, thread, '20260601-090000-other')).toBe(false);
  expect(isFresh(seal, thread.replace('author: ann', 'author: bob'))).toBe(false);
  expect(isFresh(seal, `${thread}\n${EXAMPLE_COMMENT}`)).toBe(false);
});

test('what is fresh at a glance is so to all commands, whoever wrote it', () => {
  const anew = (text: string): string => {
    const said = text.slice(0, -SUM_LINE_LENGTH);
    return said + sumLine(said);
  };
  const word = fc.constantFrom(
    'null',
    '1',
    '01',
    '-1',
    '1.5',
    '1e3',
    '12345678901234567890',
    '"approved"',
    '"x\\u0041"',
    '[]',
  );
  const swap = fc.tuple(fc.nat(40), word).map(([nth, value]) => (text: string) => {
    let at = 0;
    return text.replace(/(?<=: ?)(?:null|\d+|"[^"]*")/g, (old) => (at++ === nth ? value : old));
  });
  let fresh = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(EXAMPLE_THREAD, REVIEWED),
      fc.oneof(damage, swap),
      fc.boolean(),
      (thread, change, sums) => {
        const changed = change(sealOf(EXAMPLE_ID, thread));
        const digest = sums ? anew(changed) : changed;
        if (!isFresh(digest, thread)) return;
        fresh += 1;
        expect(isFreshToAll(digest, thread)).toBe(true);
      },
    ),
    { numRuns: 5000 },
  );
  // Some changes leave a seal that says something else and is none the worse in its form.
  expect(fresh).toBeGreaterThan(0);
});
