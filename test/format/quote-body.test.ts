import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isEventHeader } from '../../src/format/event-header.ts';
import { quoteBody, unquoteBody } from '../../src/format/quote-body.ts';
import { hostileText } from '../support/hostile-text.ts';

test('unquoting gives back any body, and no quoted line is a header', () => {
  fc.assert(
    fc.property(hostileText, (body) => {
      const quoted = quoteBody(body);
      expect(unquoteBody(quoted)).toBe(body);
      expect(quoted.split('\n').some(isEventHeader)).toBe(false);
    }),
    { numRuns: 3000 },
  );
});

test.each([
  ['<!-- event: x -->', '\\<!-- event: x -->'],
  ['a\n<!-- event: x -->\nb', 'a\n\\<!-- event: x -->\nb'],
  ['\\<!-- event: x -->', '\\\\<!-- event: x -->'],
  ['<!-- event: x\n-->', '\\<!-- event: x\n-->'],
  [' <!-- event: x -->', ' <!-- event: x -->'],
  ['a <!-- event: x -->', 'a <!-- event: x -->'],
  ['<!-- note -->', '<!-- note -->'],
  ['a\u2028<!-- event: x -->', 'a\u2028<!-- event: x -->'],
])('%j is written as %j', (body, quoted) => {
  expect(quoteBody(body)).toBe(quoted);
  expect(unquoteBody(quoted)).toBe(body);
});
