import fc from 'fast-check';
import { expect, test } from 'vitest';
import { OF_WORDS } from '../../src/format/plain-item.ts';
import { harmlessCell, harmlessJson } from '../../src/render/harmless.ts';
import { shownTitle, tsvRow } from '../../src/render/list-text.ts';
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

function textOf(list: WrittenList): string {
  return Buffer.concat(list.parts().map((part) => Buffer.from(part))).toString();
}

const word = fc.string({ unit: fc.constantFrom('a', 'B', '0', '-', '.', ':', '/', '@', '+', '_'), minLength: 1 });

/** As a front matter of words gives it: only the title and the labels may hold anything else. */
const ofWords = summary.chain((item) =>
  fc.record({ id: word, slug: word, kind: word, priority: word, createdAt: word, updatedAt: word }).map((words) => ({
    ...item,
    ...words,
    assignee: item.assignee === null ? null : words.kind,
    legacyTicket: item.legacyTicket === null ? null : words.slug,
    fieldStatus: item.status,
    path: `${item.status}/${words.id}`,
    extra: OF_WORDS,
    readable: true,
    problems: [],
  })),
);

test('an item is written out as JSON.stringify has it', () => {
  fc.assert(
    fc.property(fc.oneof(summary, ofWords), (item) => {
      const expected = harmlessJson({ items: [item] });
      const list = new WrittenList();
      list.add(summaryJson(item));
      expect(harmlessJson({ items: [] })).toBe(`{\n  "items": ${textOf(new WrittenList())}\n}`);
      expect(`{\n  "items": ${textOf(list)}\n}`).toBe(expected);
    }),
    { numRuns: 3000 },
  );
});

test('a list of many is the same in pieces', () => {
  const items = [...Array(401).keys()];
  const list = new WrittenList();
  for (const item of items) list.add(String(item));
  expect(`{\n  "items": ${textOf(list)}\n}`).toBe(harmlessJson({ items }));
  expect(list.parts().length).toBeLessThan(10);
});

test('a row of the table has no cell that a terminal acts on, and the title as it is otherwise', () => {
  fc.assert(
    fc.property(fc.oneof(summary, ofWords), (item) => {
      const { status, id, slug, kind, priority, updatedAt } = item;
      const cells = [status, id, slug, shownTitle(item), kind, priority, updatedAt];
      expect(tsvRow(item)).toBe(`${cells.map(harmlessCell).join('\t')}\n`);
    }),
    { numRuns: 3000 },
  );
});
