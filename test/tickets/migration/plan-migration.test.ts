import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeText } from '../../../src/format/decode-text.ts';
import { parseItemFile } from '../../../src/format/item-file.ts';
import { isItemId } from '../../../src/format/item-id.ts';
import { parseThread } from '../../../src/format/thread.ts';
import { parseTimestamp } from '../../../src/format/timestamp.ts';
import type { LegacyFile, LegacySources, MigratedItem } from '../../../src/tickets/migration/legacy.ts';
import type { MigrationPlan } from '../../../src/tickets/migration/migration-plan.ts';
import { planMigration } from '../../../src/tickets/migration/plan-migration.ts';
import { hostileText } from '../../support/hostile-text.ts';

const OPTIONS = { date: '2026-05-27', today: '2026-06-01', status: 'open', slugs: new Map(), slugsName: null } as const;

const fileOf = (path: string, text: string): LegacyFile => {
  const bytes = Buffer.from(text);
  return { path, bytes, ...decodeText(bytes) };
};

function sourcesOf(files: Record<string, string>): LegacySources {
  const { 'TODO.md': todo, ...tickets } = files;
  const entries = Object.entries(tickets).map(([path, text]) => ({
    path,
    kind: 'file' as const,
    file: fileOf(path, text),
  }));
  return {
    todoPath: 'TODO.md',
    todo: todo === undefined ? null : { file: fileOf('TODO.md', todo) },
    ticketsPath: 'tickets',
    entries,
  };
}

function planOf(files: Record<string, string>, migrated: MigratedItem[] = []): MigrationPlan {
  const taken = new Map(migrated.map(({ slug, id }) => [slug, id]));
  return planMigration({ sources: sourcesOf(files), migrated, taken }, OPTIONS);
}

/** The items of a plan as a later run would find them. */
function asMigrated({ items }: MigrationPlan): MigratedItem[] {
  return items.flatMap(({ files, id, slug, status, title }) => {
    const itemText = files?.['item.md'];
    if (files === null || itemText === undefined) return [];
    const { legacyTicket, createdAt } = parseItemFile(itemText).fields;
    const events = parseThread(files['thread.md'] ?? '', id).events;
    const reviews = events.filter(({ kind }) => kind === 'review').map(({ body }) => body);
    return [{ id, slug, status, title, legacyTicket, createdAt, itemText, reviews }];
  });
}

const words = fc.oneof(
  fc.constantFrom(
    'Search',
    'search',
    'Index: fast',
    '検索',
    'A → B',
    '"quoted"',
    '# 12',
    'x',
    '',
    '~',
    '- dash',
    'null',
  ),
  hostileText,
);
const name = fc.constantFrom('search', 'Search', 'a b', '検索', 'index.v2', 'x', 'README', '2026');
const text = fc
  .tuple(
    fc.constantFrom('# ', '', '\ufeff# ', '---\n---\n# ', '```\n# no\n```\n'),
    words,
    fc.constantFrom('', '\n', '\r\n'),
    hostileText,
  )
  .map((parts) => parts.join(''));
const bullet = fc.constantFrom('- ', '- [ ] ', '- [x] ', '  - ', '  - [x] ', '* ', '', '    ', '# ', '- [-] ');
const line = fc.oneof(
  fc.tuple(bullet, words).map(([start, title]) => start + title.replaceAll('\n', ' ')),
  fc
    .tuple(bullet, words, name)
    .map(([start, title, to]) => `${start}${title.replaceAll('\n', ' ')} → [t](tickets/${to}.md)`),
);
const tracker = fc
  .record({
    list: fc.array(line, { maxLength: 8 }),
    tickets: fc.dictionary(name, text, { maxKeys: 4 }),
    reviews: fc.dictionary(name, text, { maxKeys: 2 }),
  })
  .map(({ list, tickets, reviews }) => ({
    'TODO.md': list.join('\n'),
    ...Object.fromEntries(Object.entries(tickets).map(([key, value]) => [`tickets/${key}.md`, value])),
    ...Object.fromEntries(Object.entries(reviews).map(([key, value]) => [`tickets/${key}.review.md`, value])),
  }));

test('every source becomes an item that has all of it, or a problem', () => {
  let made = 0;
  fc.assert(
    fc.property(tracker, (files: Record<string, string>) => {
      const plan = planOf(files);
      const told = new Set(plan.problems.map(({ source }) => source));
      for (const [path, content] of Object.entries(files)) {
        if (path === 'TODO.md' || path === 'tickets/README.md') continue;
        const isReview = path.endsWith('.review.md');
        const item = plan.items.find(({ source, review }) => (isReview ? review?.path === path : source === path));
        // A review of a ticket that is in the way goes no further than that one.
        expect(item !== undefined || told.has(path) || told.has(path.replace('.review.md', '.md'))).toBe(true);
        if (!item?.files) continue;
        made += 1;
        if (!isReview) expect(item.files['item.md']?.endsWith(content)).toBe(true);
        else {
          const { events } = parseThread(item.files['thread.md'] ?? '', item.id);
          expect(events.map(({ kind }) => kind).slice(0, 2)).toEqual(['migration', 'review']);
          expect(events[1]?.body).toBe(content);
        }
      }
      for (const { kind, line: number } of plan.lines) {
        const isThere =
          plan.items.some((item) => item.line === number) || plan.problems.some((problem) => problem.line === number);
        if (kind === 'entry') expect(isThere).toBe(true);
      }
    }),
    { numRuns: 400 },
  );
  expect(made).toBeGreaterThan(100);
});

test('ids and slugs are unique, and the times are those of the ids', () => {
  fc.assert(
    fc.property(tracker, (files: Record<string, string>) => {
      const { items } = planOf(files);
      expect(new Set(items.map(({ slug }) => slug)).size).toBe(items.length);
      for (const { id, files: written, status, title, slug } of items) {
        expect(isItemId(id)).toBe(true);
        const { fields } = parseItemFile(written?.['item.md'] ?? '');
        expect(fields).toMatchObject({ id, slug, title, status });
        expect(parseTimestamp(fields.createdAt)).not.toBeNull();
        expect(fields.createdAt.replace(/\D/g, '')).toBe(id.slice(0, 15).replace('-', ''));
      }
    }),
    { numRuns: 60 },
  );
});

test('a second plan over the same sources makes nothing, and removes all', () => {
  fc.assert(
    fc.property(tracker, (files: Record<string, string>) => {
      const first = planOf(files);
      fc.pre(first.problems.length === 0);
      const second = planOf(files, asMigrated(first));
      expect(second.problems).toEqual([]);
      expect(second.items.map(({ id, files: written }) => [id, written])).toEqual(
        first.items.map(({ id }) => [id, null]),
      );
      expect(second.removals).toEqual(first.removals);
    }),
    { numRuns: 60 },
  );
});

test('a plan over a part of the items makes the same others', () => {
  fc.assert(
    fc.property(tracker, fc.func(fc.boolean()), (files: Record<string, string>, keeps) => {
      const first = planOf(files);
      fc.pre(first.problems.length === 0);
      const part = asMigrated(first).filter(({ id }) => keeps(id));
      const second = planOf(files, part);
      const made = first.items.filter(({ id }) => !part.some((item) => item.id === id));
      expect(second.problems).toEqual([]);
      expect(second.items.filter((item) => item.files !== null)).toEqual(made);
    }),
    { numRuns: 60 },
  );
});
