import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseItemFile } from '../../src/format/item-file.ts';
import { slugOfItemId } from '../../src/format/item-id.ts';
import { parseThread } from '../../src/format/thread.ts';
import { createItem, type NewItem } from '../../src/tickets/create-item.ts';
import { hostileText } from '../support/hostile-text.ts';
import { operationContext } from '../support/operation-context.ts';
import { thrownBy } from '../support/thrown-by.ts';
import { title } from '../support/title.ts';

const NOW = '2026-05-30T05:32:59.750Z';

function create(input: Partial<NewItem> = {}, ids: readonly string[] = []) {
  const taken = new Map(ids.map((id) => [slugOfItemId(id) ?? id, id]));
  const { changes, result } = createItem(
    taken,
    { title: 'Sample', slug: null, derivedSlug: 'sample', ...input },
    operationContext(NOW),
  );
  const [change] = changes;
  if (changes.length !== 1 || change?.type !== 'create-item') throw new Error('a creation is one change');
  const textOf = (name: string): string => String(change.files[name] ?? '');
  return { result, change, itemText: textOf('item.md'), threadText: textOf('thread.md') };
}

test('a new item has its files, its event and one time in all of them', () => {
  const { result, change, itemText, threadText } = create({
    kind: 'bug',
    priority: 'P0',
    labels: ['a,b', 'c'],
    assignee: 'hare',
    body: '\nText.\n\n',
  });
  const id = '20260530-053259-sample';
  expect(result).toEqual({ id, slug: 'sample', title: 'Sample', status: 'open' });
  expect(change.item).toEqual({ status: 'open', id });
  expect(Object.keys(change.files).sort()).toEqual(['artifacts/.gitkeep', 'item.md', 'thread.md']);
  const at = '2026-05-30T05:32:59Z';
  const file = parseItemFile(itemText);
  expect(file.fields).toEqual({
    ...{ id, slug: 'sample', title: 'Sample', status: 'open', kind: 'bug', priority: 'P0', labels: ['a', 'b', 'c'] },
    ...{ createdAt: at, updatedAt: at, assignee: 'hare', legacyTicket: null },
  });
  expect(file.body).toBe('\nText.\n');
  const thread = parseThread(threadText, id);
  expect(thread.problems).toEqual([]);
  expect(thread.events).toHaveLength(1);
  expect(thread.events[0]).toMatchObject({ kind: 'create', author: 'yoi ticket', at, heading: 'Created' });
  expect(threadText.startsWith('<!-- event: create ')).toBe(true);
});

test('has defaults for the rest, and a body to fill in', () => {
  const file = parseItemFile(create().itemText);
  expect(file.fields).toMatchObject({ kind: 'task', priority: 'P2', labels: [], assignee: null });
  expect(file.body).toContain('## Acceptance criteria');
});

describe('a slug', () => {
  const ids = ['20260101-000000-sample', '20260101-000000-sample-2', 'no-id', '20260101-000000-other'];

  test('that is taken is numbered, where nobody chose it', () => {
    expect(create({}, ids).result).toMatchObject({ slug: 'sample-3', id: '20260530-053259-sample-3' });
    expect(create({ derivedSlug: 'other' }, ids).result.slug).toBe('other-2');
    expect(create({ derivedSlug: 'free' }, ids).result.slug).toBe('free');
    expect(parseItemFile(create({}, ids).itemText).fields.slug).toBe('sample-3');
  });

  test('that a person chose and that is taken is refused', () => {
    const error = thrownBy(() => create({ slug: 'other' }, ids));
    expect(error).toMatchObject({ code: 'slug-taken', message: expect.stringContaining('20260101-000000-other') });
    expect(create({ slug: 'chosen' }, ids).result.slug).toBe('chosen');
  });

  test('stays at 60 characters with its number', () => {
    const long = `${'a'.repeat(57)}-bc`;
    const { slug } = create({ derivedSlug: long }, [`20260101-000000-${long}`]).result;
    expect(slug).toBe(`${'a'.repeat(57)}-2`);
    const hard = 'x'.repeat(60);
    expect(create({ derivedSlug: hard }, [`20260101-000000-${hard}`]).result.slug).toBe(`${'x'.repeat(58)}-2`);
  });

  test('of eight items made at once is never the same', () => {
    const made: string[] = [];
    for (let count = 0; count < 8; count += 1) made.push(create({}, made).result.id);
    expect(new Set(made).size).toBe(8);
  });
});

describe('what would forge something', () => {
  test.each([
    { title: 'a\nstatus: closed' },
    { title: 'a\r---' },
    { kind: 'task\nstatus: closed' },
    { priority: 'P2\nx: y' },
    { labels: ['a\nb'] },
    { assignee: 'a\nb' },
    { title: '' },
    { body: 'a\0' },
  ])('is refused: %j', (input) => {
    expect(thrownBy(() => create(input))).toMatchObject({ name: 'TicketsError' });
  });

  test('reads back as what it is', () => {
    fc.assert(
      fc.property(title, hostileText, fc.uniqueArray(title, { maxLength: 3 }), (text, body, labels) => {
        if (body.includes('\0') || body.trim() === '') return;
        const names = labels.filter((label) => !label.includes(','));
        const { itemText, threadText } = create({ title: text, body, labels: names });
        const file = parseItemFile(itemText);
        expect(file.fields).toMatchObject({ title: text, status: 'open', labels: names, kind: 'task' });
        expect(file.problems).toEqual([]);
        expect(file.frontMatter.fields).toHaveLength(11);
        expect(parseThread(threadText, file.fields.id).events).toHaveLength(1);
      }),
      { numRuns: 500 },
    );
  });
});
