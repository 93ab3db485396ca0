import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RULES } from '../../src/doctor/all-rules.ts';
import { EXAMPLE_COMMENT, EXAMPLE_ID, EXAMPLE_ITEM, EXAMPLE_THREAD } from '../../src/doctor/example-tree.ts';
import { factsReader } from '../../src/doctor/facts-reader.ts';
import { type Glance, glancer, SEAL_RULES } from '../../src/doctor/plain/glance.ts';
import { glanceFactsReader } from '../../src/doctor/plain/glance-facts.ts';
import { GLANCE_RULES, rulesAfterGlance } from '../../src/doctor/plain/glance-rules.ts';
import { busyRules, IDLE_RULES } from '../../src/doctor/plain/idle-rules.ts';
import type { CheckContext } from '../../src/doctor/rule.ts';
import { serializeEvent } from '../../src/format/serialize-event.ts';
import { isStatus } from '../../src/format/status.ts';
import { plainFilesOf } from '../../src/tickets/plain-files.ts';
import type { CheckedItem, EntryKind } from '../../src/tickets/tree.ts';
import { sealOf } from '../../src/tickets/digest/seal.ts';
import { checkedItemOf } from '../support/checked-item-of.ts';
import { damage } from '../support/damaged-text.ts';
import { historyOf } from '../support/history-of.ts';

const context: CheckContext = {
  now: new Date('2026-06-02T09:00:00Z'),
  layout: {
    entries: [],
    contents: () => null,
    unreadable: [],
    legacy: { todo: null, tickets: [], textOf: () => null },
  },
  history: historyOf(null),
  isInProgress: () => false,
};

const ITEM_RULES = RULES.filter((rule) => rule.checkItem);
const busyOf = busyRules(ITEM_RULES);
const glanceAtFiles = glancer(context.now);
const glanceAt = (item: CheckedItem): Glance | null => {
  const files = plainFilesOf(item);
  return files && glanceAtFiles(files);
};
const factsAfter = glanceFactsReader();
const busyAfter = rulesAfterGlance(ITEM_RULES);
const factsOf = factsReader();

/** The rules that report something of an item, though a look or a glance at it said that they have nothing to say. */
function hidden(item: CheckedItem): string[] {
  const glance = glanceAt(item);
  // The same is known of it as if it had been taken apart.
  if (glance) expect(factsAfter(item, glance)).toEqual(factsOf(item));
  return [busyOf(item, context), ...(glance ? [busyAfter(glance)] : [])].flatMap((busy) => {
    const idle = ITEM_RULES.filter((rule) => !busy.includes(rule));
    return idle.filter((rule) => (rule.checkItem?.(item, context) ?? []).length > 0).map((rule) => rule.id);
  });
}

const REVIEW = serializeEvent(EXAMPLE_ID, {
  kind: 'review',
  author: 'bob',
  at: '2026-06-01T11:00:00Z',
  verdict: 'approve',
  body: '0.2 s now.',
}).text;
const CLOSE =
  '<!-- event: close author: ann at: 2026-06-01T12:00:00Z status: closed -->\n\n## Closed\n\n0.2 s now.\n\n---\n';
const HEALTHY = {
  'item.md': EXAMPLE_ITEM.replace('updated_at: 2026-06-01T09', 'updated_at: 2026-06-01T12').replace('open', 'closed'),
  'thread.md': [EXAMPLE_THREAD, EXAMPLE_COMMENT, REVIEW, CLOSE].join('\n'),
  'resolution.md': '0.2 s now.\n',
};
const LAYOUT: Record<string, EntryKind[]> = { artifacts: ['directory'], 'artifacts/.gitkeep': ['file'] };

describe('a look at a plain item', () => {
  it('is meant for rules that there are, each of them once', () => {
    const named = IDLE_RULES.flatMap(({ rules }) => rules);
    expect(named.filter((id) => !ITEM_RULES.some((rule) => rule.id === id))).toEqual([]);
    expect(new Set(named).size).toBe(named.length);
  });

  it('spares a healthy item all of them', () => {
    const busy = busyOf(checkedItemOf('closed', EXAMPLE_ID, { ...HEALTHY, ...LAYOUT }), context);
    expect(ITEM_RULES.length - busy.length).toBe(IDLE_RULES.flatMap(({ rules }) => rules).length);
  });

  it('spares a healthy item to be taken apart', () => {
    const glance = glanceAt(checkedItemOf('closed', EXAMPLE_ID, { ...HEALTHY, ...LAYOUT }));
    expect(glance).toEqual({ slug: 'slow-search', title: 'plain', isForgotten: false, seal: 'missing' });
    expect(GLANCE_RULES.filter((id) => !ITEM_RULES.some((rule) => rule.id === id))).toEqual([]);
    expect(glance && busyAfter(glance).map(({ id }) => id)).toEqual(
      ITEM_RULES.map(({ id }) => id).filter((id) => !GLANCE_RULES.includes(id) || id === 'digest/missing-seal'),
    );
  });

  it.each([
    ['title: Search: slow', ['front-matter/invalid-yaml']],
    [
      'title: Search: slow #1',
      ['front-matter/invalid-yaml', 'front-matter/title-cut-by-yaml', 'front-matter/wrong-type'],
    ],
    ['title: "Search: slow"', []],
    ['title: Search is:slow', []],
  ])('leaves open what a title says: %s', (title, ids) => {
    const files = {
      ...HEALTHY,
      ...LAYOUT,
      'digest.json': '',
      'item.md': HEALTHY['item.md'].replace(/title: .*/, title),
    };
    const glance = glanceAt(checkedItemOf('closed', EXAMPLE_ID, files));
    expect(glance && busyAfter(glance).map(({ id }) => id)).toEqual([...SEAL_RULES.unsure, ...ids]);
  });

  it.each(RULES)('hides nothing in the bad example of $id', (rule) => {
    const items = new Map<string, Record<string, string | Uint8Array | EntryKind[]>>();
    for (const [path, content] of Object.entries(rule.bad)) {
      const [status = '', id = '', ...names] = path.split('/');
      if (names.length === 0) continue;
      const kind = content === null ? 'directory' : 'symlink' in Object(content) ? 'symlink' : 'other';
      const isText = typeof content === 'string' || content instanceof Uint8Array;
      const files = items.get(`${status}/${id}`) ?? {};
      items.set(`${status}/${id}`, { ...files, [names.join('/')]: isText ? content : [kind] });
      if (names.length > 1) files[names[0] ?? ''] = ['directory'];
    }
    for (const [path, files] of items) {
      const [status, id = ''] = path.split('/');
      if (isStatus(status)) expect(hidden(checkedItemOf(status, id, files))).toEqual([]);
    }
  });

  it('hides nothing of damaged texts', () => {
    const text = (name: keyof typeof HEALTHY) => damage.map((apply) => apply(HEALTHY[name]));
    const entries = fc.oneof(
      { weight: 4, arbitrary: fc.constant(LAYOUT) },
      {
        weight: 1,
        arbitrary: fc.dictionary(
          fc.constantFrom(
            'artifacts',
            'artifacts/x',
            'notes.txt',
            'digest.json',
            EXAMPLE_ID,
            `${EXAMPLE_ID}/item.md`,
            'artifacts/item.md',
          ),
          fc.tuple(fc.constantFrom<EntryKind[]>('file', 'directory', 'symlink', 'other')),
        ),
      },
    );
    const item = fc
      .tuple(
        fc.constantFrom('open' as const, 'closed' as const),
        text('item.md'),
        text('thread.md'),
        text('resolution.md'),
        entries,
        fc.option(
          fc.oneof(
            fc.constant((seal: string) => seal),
            damage,
          ),
        ),
      )
      .map(([status, itemText, thread, resolution, more, ofSeal]) =>
        checkedItemOf(status, EXAMPLE_ID, {
          'item.md': itemText,
          'thread.md': thread,
          'resolution.md': resolution,
          ...(ofSeal && { 'digest.json': ofSeal(sealOf(EXAMPLE_ID, HEALTHY['thread.md'])) }),
          ...more,
        }),
      );
    fc.assert(
      fc.property(item, (damaged) => {
        expect(hidden(damaged)).toEqual([]);
      }),
      { numRuns: 5000 },
    );
  });
});
