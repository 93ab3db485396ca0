import fc from 'fast-check';
import type { NewEvent } from '../../src/format/serialize-event.ts';
import { hostileText } from './hostile-text.ts';

const attributeValue = fc.constantFrom('open', 'two words', 'say "x" \\', 'from: a', '日本語', '<!-- event: x');

/** Events of every kind that the program writes, with whatever people may put into them. */
export const newEvent: fc.Arbitrary<NewEvent> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('comment', 'plan', 'decision', 'implementation_report', 'fix', 'create'),
    author: fc.constantFrom('hare', 'yoi ticket', 'a: b', '山田', 'x@y.z'),
    at: fc.constantFrom('2026-05-30T05:32:59Z', '2026-06-01T00:00:00Z'),
    body: hostileText,
  }),
  fc.record({
    kind: fc.constant('review'),
    author: fc.constant('hare'),
    at: fc.constant('2026-05-30T05:32:59Z'),
    verdict: fc.constantFrom('approve' as const, 'request_changes' as const),
    body: hostileText,
  }),
  fc.record({
    kind: fc.constantFrom('state_changed', 'close', 'item_edit'),
    author: fc.constant('hare'),
    at: fc.constant('2026-05-30T05:32:59Z'),
    attributes: fc.uniqueArray(
      fc.record({ key: fc.constantFrom('from', 'to', 'reason', 'field', 'status'), value: attributeValue }),
      { selector: (entry) => entry.key },
    ),
    body: hostileText,
  }),
);
