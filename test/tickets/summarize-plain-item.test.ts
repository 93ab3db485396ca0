import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { serializeItemFile } from '../../src/format/item-file.ts';
import type { ItemPlace } from '../../src/tickets/change.ts';
import { summarizeItem, summarizePlainItem } from '../../src/tickets/summarize-item.ts';

const PLACE: ItemPlace = { status: 'open', id: '20260601-090000-search-is-slow' };
const KEYS = ['id', 'slug', 'title', 'status', 'kind', 'priority', 'labels', 'created_at', 'updated_at', 'assignee'];

/** What the full reader makes of a text. */
function full(text: string) {
  return summarizeItem(PLACE, { kind: 'read', text, validUtf8: true, isAscii: false }, () => true)?.summary;
}

/** What the quick one makes of it, as a reader of files asks it: null where it leaves the text to the full one. */
function quick(text: string) {
  return summarizePlainItem(PLACE, text);
}

const key = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...KEYS, 'legacy_ticket') },
  fc.constantFrom('x', 'risk_flags', 'Key', '"slug"', '__proto__', 'a-b', '- a', ' slug', '#', 'é', '', 'toString'),
);
const colon = fc.oneof({ weight: 8, arbitrary: fc.constant(': ') }, fc.constantFrom(':', ' :', ':  ', ':\t', ''));
const value = fc.oneof(
  fc.constantFrom(PLACE.id, 'search-is-slow', 'open', 'closed', 'P2', '2026-06-01T09:00:00Z', 'null', '~', 'Null', ''),
  fc.constantFrom('[a, b]', '[\'a\', "b, c"]', '[a', '[]', '[a] # c', 'a, b', '[a, [b]]', '[ ,a,, ]', '[a\t]'),
  fc.constantFrom(
    '"quoted"',
    '"a: b"',
    '"a" # b',
    '"a \\" b"',
    '"a\\u0041"',
    '""',
    '" a "',
    '"a" "b"',
    "'it''s'",
    '"open',
    'a # comment',
    '#12',
    'Fix #12',
    'a: b',
    'trailing \t',
    '|',
    '> ',
    '\u00a0x\u00a0',
  ),
  fc.string({
    unit: fc.constantFrom('a', ' ', '\t', '"', "'", '#', ':', '-', ',', '[', ']', '\\', '\r', '\u2028', 'é', '表'),
  }),
);
const line = fc.oneof(
  { weight: 12, arbitrary: fc.tuple(key, colon, value).map((parts) => parts.join('')) },
  fc.constantFrom(
    '',
    '---',
    '--- ',
    '---\r',
    '  continued',
    '\tcontinued',
    '- item',
    '# comment',
    'no field',
    '\ufeff',
  ),
);
const anyText = fc
  .tuple(fc.constantFrom('---\n', '---\n', '---\r\n', '\ufeff---\n', '--- \n', ''), fc.array(line, { maxLength: 14 }))
  .map(([opener, lines]) => `${opener}${lines.map((each) => `${each}\n`).join('')}---\n\nBody\n---\n`);

/** The keys in their order, with one or two values that are not plain. */
const common = fc
  .tuple(fc.array(fc.tuple(fc.nat({ max: 9 }), value), { maxLength: 2 }), fc.boolean())
  .map(([odd, hasLegacy]) => {
    const values = [PLACE.id, 'search-is-slow', 'Search: slow', 'open', 'task', 'P2', '[a, b]'];
    const lines = [...values, '2026-06-01T09:00:00Z', '2026-06-01T09:00:00Z', 'null'].map(
      (plain, index) => `${KEYS[index]}: ${odd.find(([at]) => at === index)?.[1] ?? plain}\n`,
    );
    return `---\n${lines.join('')}${hasLegacy ? 'legacy_ticket: null\n' : ''}---\n\nBody\n`;
  });

describe('the summary of a plain item.md', () => {
  it.each([
    ['any text', anyText],
    ['nearly common ones', common],
  ])('is what the full reader makes of it, or nothing: %s', (_name, arbitrary) => {
    let read = 0;
    fc.assert(
      fc.property(arbitrary, (text) => {
        const summary = quick(text);
        if (summary === null) return;
        read += 1;
        expect(summary).toStrictEqual(full(text));
        // JSON prints the keys in this order.
        expect(JSON.stringify(summary)).toBe(JSON.stringify(full(text)));
      }),
      { numRuns: 3000 },
    );
    // Both answers occur, so that both are proved.
    expect(read).toBeGreaterThan(100);
    expect(read).toBeLessThan(3000);
  });

  it('is read of whatever commands write', () => {
    const word = fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/);
    const fields = fc.record({
      id: fc.constant(PLACE.id),
      slug: word,
      title: fc
        .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
        .filter((text) => /^\S(?:[^\r\n]*\S)?$/.test(text)),
      status: fc.constant('open'),
      kind: word,
      priority: fc.constantFrom('P0', 'P1', 'P2', 'P3'),
      labels: fc.array(word, { maxLength: 3 }),
      createdAt: fc.constant('2026-06-01T09:00:00Z'),
      updatedAt: fc.constant('2026-06-01T09:00:01Z'),
      assignee: fc.option(fc.oneof(word, fc.constant('yoi ticket'))),
      legacyTicket: fc.option(fc.constant('tickets/search.md')),
    });
    fc.assert(
      fc.property(fields, (values) => {
        const text = serializeItemFile(values, 'Body\n');
        const summary = quick(text);
        expect(summary).not.toBeNull();
        expect(summary).toStrictEqual(full(text));
      }),
    );
  });
});
