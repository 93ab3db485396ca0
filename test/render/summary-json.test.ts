import fc from 'fast-check';
import { expect, test } from 'vitest';
import { harmlessJson } from '../../src/render/harmless.ts';
import { summaryJson } from '../../src/render/summary-json.ts';
import { WrittenList } from '../../src/render/written-list.ts';
import type { ItemSummary } from '../../src/tickets/item.ts';

const plain = fc.string({ unit: fc.constantFrom('a', 'B', '0', ' ', '-', '!', '#', '[', ']', '~', "'"), maxLength: 8 });
const odd = fc.string({
  unit: fc.constantFrom('a', '"', '\\', '\n', '\x1b', '\x7f', '\x9b', '\u202e', '表', '🦊'),
  maxLength: 4,
});
const text = fc.oneof({ weight: 60, arbitrary: plain }, odd);

/** The keys in the order in which readers make them. */
const summary = fc.record<ItemSummary>({
  id: text,
  slug: text,
  title: text,
  status: fc.constantFrom('open', 'pending', 'closed'),
  kind: text,
  priority: text,
  labels: fc.array(text, { maxLength: 3 }),
  createdAt: text,
  updatedAt: text,
  assignee: fc.option(text),
  legacyTicket: fc.option(text),
  fieldStatus: text,
  path: text,
  extra: fc.oneof({ weight: 9, arbitrary: fc.constant({}) }, fc.dictionary(text, text)),
  readable: fc.boolean(),
  problems: fc.array(fc.record({ code: text, message: text }), { maxLength: 1 }),
});

test('an item is written out as JSON.stringify has it', () => {
  fc.assert(
    fc.property(summary, (item) => {
      const expected = harmlessJson({ items: [item] });
      const list = new WrittenList();
      list.add(summaryJson(item));
      expect(harmlessJson({ items: [] })).toBe(`{\n  "items": ${[...new WrittenList().parts()].join('')}\n}`);
      expect(`{\n  "items": ${[...list.parts()].join('')}\n}`).toBe(expected);
    }),
    { numRuns: 3000 },
  );
});

test('a list of many is the same in pieces', () => {
  const items = [...Array(401).keys()];
  const list = new WrittenList();
  for (const item of items) list.add(String(item));
  const parts = [...list.parts()];
  expect(`{\n  "items": ${parts.join('')}\n}`).toBe(harmlessJson({ items }));
  expect(parts.length).toBeLessThan(10);
});
