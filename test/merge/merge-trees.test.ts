import { describe, expect, it } from 'vitest';
import { parseItemFile } from '../../src/format/item-file.ts';
import { serializeEvent } from '../../src/format/serialize-event.ts';
import { parseThread } from '../../src/format/thread.ts';
import { addEvent } from '../../src/tickets/add-event.ts';
import type { Plan } from '../../src/tickets/change.ts';
import { changeStatus, closeItem, reopenItem } from '../../src/tickets/change-status.ts';
import { createItem } from '../../src/tickets/create-item.ts';
import type { ItemSnapshot, OperationContext } from '../../src/tickets/item.ts';
import { mergeTrees } from '../../src/tickets/merge/merge-trees.ts';
import { moveEventsHome } from '../../src/tickets/merge/move-events-home.ts';
import { settleCopies } from '../../src/tickets/merge/settle-copies.ts';
import { settleSlugs } from '../../src/tickets/merge/settle-slugs.ts';
import { Contents, type TreeState, treeState } from '../../src/tickets/merge/tree-state.ts';
import { applyChanges } from '../support/apply-changes.ts';
import { thrownBy } from '../support/thrown-by.ts';

const NAMES = { ours: 'HEAD', theirs: 'side' };

/** A tree of items as texts by path, and the other way round. */
function world() {
  const contents = new Contents((oid) => {
    throw new Error(`no content ${oid}`);
  });
  const tree = (files: Record<string, string | Uint8Array>): TreeState =>
    treeState(
      Object.entries(files).map(([path, text]) => ({ path, mode: '100644', oid: contents.add(Buffer.from(text)) })),
    );
  const texts = (state: TreeState): Record<string, string> =>
    Object.fromEntries(
      [...state].flatMap(([id, files]) =>
        [...files].map(([path, { oid }]) => [path.replace('/', `/${id}/`), Buffer.from(contents.get(oid)).toString()]),
      ),
    );
  const merge = (base: TreeState, ours: TreeState, theirs: TreeState) =>
    mergeTrees(base, ours, theirs, { names: NAMES, contents });
  return { contents, tree, texts, merge };
}

const at = (second: number, author = 'ann'): OperationContext => ({
  author,
  now: new Date(Date.UTC(2026, 5, 1, 9, 0, second)),
});

function created(title: string, context = at(0), body = 'Text.'): ItemSnapshot {
  const derivedSlug = title.toLowerCase().replaceAll(' ', '-');
  const { changes } = createItem(new Map(), { title, slug: null, derivedSlug, body }, context);
  const [change] = changes;
  if (change?.type !== 'create-item') throw new Error('no item');
  const { files, item } = change;
  return {
    ...item,
    itemText: String(files['item.md'] ?? ''),
    threadText: String(files['thread.md'] ?? ''),
    resolutionText: null,
    digestText: null,
  };
}

const having = <R>(item: ItemSnapshot, plan: (item: ItemSnapshot) => Plan<R>): ItemSnapshot =>
  applyChanges(item, plan(item).changes);
const commented = (item: ItemSnapshot, body: string, second: number, author = 'ann'): ItemSnapshot =>
  having(item, (each) => addEvent(each, { kind: 'comment', body }, at(second, author)));

function filesOf(...items: ItemSnapshot[]): Record<string, string> {
  return Object.fromEntries(
    items.flatMap((item) => {
      const path = `${item.status}/${item.id}`;
      return [
        [`${path}/item.md`, item.itemText],
        [`${path}/thread.md`, item.threadText],
        [`${path}/artifacts/.gitkeep`, ''],
        ...(item.resolutionText === null ? [] : [[`${path}/resolution.md`, item.resolutionText]]),
      ];
    }),
  );
}

const ITEM = created('Slow search');

describe('one tree of three', () => {
  it('an item that one side alone changed, made or deleted is as that side has it', () => {
    const { tree, texts, merge } = world();
    const other = created('Other thing', at(5));
    const third = created('Third thing', at(6));
    const base = tree(filesOf(ITEM, other));
    const ours = filesOf(commented(ITEM, 'x', 7), third);
    const merged = merge(base, tree(ours), base);
    expect(texts(merged.items)).toEqual(ours);
    expect(merged).toMatchObject({ conflicts: [], kept: [] });
    expect(texts(merge(base, base, tree(ours)).items)).toEqual(ours);
  });

  it('an item that one side deleted and the other changed stays, and is told', () => {
    const { tree, texts, merge } = world();
    const changed = filesOf(commented(ITEM, 'x', 7));
    for (const [ours, theirs] of [
      [{}, changed],
      [changed, {}],
    ] as const) {
      const merged = merge(tree(filesOf(ITEM)), tree(ours), tree(theirs));
      expect(texts(merged.items)).toEqual(changed);
      expect(merged.kept).toEqual([ITEM.id]);
    }
  });

  it('an artifact of a name that both sides gave: a text by lines, anything else a conflict', () => {
    const { tree, texts, merge } = world();
    const path = `open/${ITEM.id}/artifacts/a`;
    const on = (content: string | Uint8Array) => tree({ ...filesOf(ITEM), [path]: content } as Record<string, string>);
    const lines = merge(on('1\n2\n3\n'), on('1a\n2\n3\n'), on('1\n2\n3b\n'));
    expect([texts(lines.items)[path], lines.conflicts]).toEqual(['1a\n2\n3b\n', []]);
    const binary = merge(on('\0'), on('\0a'), on('\0b'));
    expect(texts(binary.items)[path]).toBe('\0a');
    expect(binary.conflicts).toMatchObject([{ item: ITEM.id, file: 'artifacts/a' }]);
    const removed = merge(on('1\n'), tree(filesOf(ITEM)), on('2\n'));
    expect(texts(removed.items)[path]).toBe('2\n');
  });

  it('bytes that are no UTF-8 come through as they are', () => {
    const { contents, tree, merge } = world();
    const path = `open/${ITEM.id}/thread.md`;
    const bytes = Buffer.concat([Buffer.from(ITEM.threadText), Buffer.from([0xff, 0xfe, 10])]);
    const base = { ...filesOf(ITEM), [path]: bytes } as unknown as Record<string, string>;
    const theirs = {
      ...filesOf(commented(ITEM, 'x', 3)),
      [path]: Buffer.concat([bytes, Buffer.from('\n<!-- event: x -->\n')]),
    };
    const ours = { ...base, [path]: Buffer.concat([bytes, Buffer.from('\n<!-- event: y -->\n')]) };
    const merged = merge(tree(base), tree(ours), tree(theirs as unknown as Record<string, string>));
    const oid = merged.items.get(ITEM.id)?.get('open/thread.md')?.oid ?? '';
    const text = Buffer.from(contents.get(oid));
    expect(text.subarray(0, bytes.length).equals(bytes)).toBe(true);
    expect(text.toString('latin1')).toMatch(/event: x -->\n\n<!-- event: y -->/);
  });
});

describe('an item that both sides made with one id', () => {
  it('is one item with both logs, and what they say differently is a conflict', () => {
    const { tree, texts, merge } = world();
    const ours = created('Slow search', at(0, 'bob'), 'Ours.');
    const theirs = commented(created('Slow search', at(0, 'eve'), 'Theirs.'), 'x', 3, 'eve');
    const merged = merge(tree({}), tree(filesOf(ours)), tree(filesOf(theirs)));
    const events = parseThread(texts(merged.items)[`open/${ours.id}/thread.md`] ?? '', ours.id).events;
    expect(events.map(({ author, kind }) => `${author} ${kind}`)).toEqual(['bob create', 'eve create', 'eve comment']);
    expect(merged.conflicts.map(({ field }) => field)).toEqual(['body']);
  });
});

describe('an item that both sides reopened and closed', () => {
  it('has the resolution of the last close, and none where it is open', () => {
    const { tree, texts, merge } = world();
    const closed = having(ITEM, (item) => closeItem(item, 'Done.', at(1)));
    const again = (second: number, text: string): ItemSnapshot =>
      having(
        having(closed, (item) => reopenItem(item, 'No.', at(second))),
        (item) => closeItem(item, text, at(second)),
      );
    const merged = merge(
      tree(filesOf(closed)),
      tree(filesOf(again(3, 'Once more.'))),
      tree(filesOf(again(2, 'Again.'))),
    );
    expect(texts(merged.items)[`closed/${ITEM.id}/resolution.md`]).toBe('Once more.\n');
    const open = having(closed, (item) => reopenItem(item, 'No.', at(4)));
    const reopened = merge(tree(filesOf(closed)), tree(filesOf(open)), tree(filesOf(again(2, 'Again.'))));
    expect(Object.keys(texts(reopened.items)).filter((path) => /resolution|item\.md/.test(path))).toEqual([
      `open/${ITEM.id}/item.md`,
    ]);
    // Closed again with the very words of the first time, while the other side reopened it before.
    const same = merge(
      tree(filesOf(closed)),
      tree(filesOf(having(closed, (item) => reopenItem(item, 'No.', at(2))))),
      tree(filesOf(again(3, 'Done.'))),
    );
    expect(texts(same.items)[`closed/${ITEM.id}/resolution.md`]).toBe('Done.\n');
  });
});

it('an item that both sides moved without a word in the log is a conflict about its status', () => {
  const { tree, merge } = world();
  const moved = (status: 'pending' | 'closed') =>
    tree(filesOf({ ...ITEM, status, itemText: ITEM.itemText.replace('status: open', `status: ${status}`) }));
  const merged = merge(tree(filesOf(ITEM)), moved('pending'), moved('closed'));
  expect(merged.conflicts).toMatchObject([{ field: 'status', ours: 'pending', theirs: 'closed' }]);
  expect([...(merged.items.get(ITEM.id)?.keys() ?? [])][0]).toMatch(/^pending\//);
  // One of them alone is no conflict.
  expect(merge(tree(filesOf(ITEM)), moved('pending'), tree(filesOf(ITEM))).conflicts).toEqual([]);
});

it('two logs that no one log can hold are a conflict about the log, and the item stays where ours has it', () => {
  const { tree, texts, merge } = world();
  const having = (threadText: string) => tree(filesOf({ ...ITEM, threadText }));
  const merged = merge(having(''), having('```\n'), having('<!-- event: comment author: y -->\n```\ntext\n'));
  expect(merged.conflicts).toMatchObject([{ item: ITEM.id, file: 'thread.md', field: 'thread' }]);
  expect(texts(merged.items)[`open/${ITEM.id}/thread.md`]).toContain('<<<<<<<');
});

it('a revert of a close leaves the status that the log tells', () => {
  const { tree, merge } = world();
  const closed = having(ITEM, (item) => closeItem(item, 'Done.', at(1)));
  const more = commented(closed, 'x', 2);
  const merged = merge(tree(filesOf(closed)), tree(filesOf(more)), tree(filesOf(ITEM)));
  expect([...(merged.items.get(ITEM.id)?.keys() ?? [])].every((path) => path.startsWith('closed/'))).toBe(true);
});

describe('events in the log of another item', () => {
  const other = created('Other thing', at(5));
  const stray = serializeEvent(ITEM.id, { kind: 'comment', author: 'eve', at: '2026-06-01T09:00:09Z', body: 'Lost.' });

  it('go back where their id fits, with the time of the item', () => {
    const { contents, tree, texts } = world();
    const files = filesOf(ITEM, { ...other, threadText: `${other.threadText}\n${stray.text}` });
    const items = new Map(tree(files));
    expect(moveEventsHome(items, items.keys(), contents).moved).toEqual([
      { event: stray.id, from: other.id, to: ITEM.id },
    ]);
    const is = texts(items);
    expect(is[`open/${other.id}/thread.md`]).toBe(other.threadText);
    expect(is[`open/${ITEM.id}/thread.md`]).toBe(`${ITEM.threadText}\n${stray.text}`);
    expect(parseItemFile(is[`open/${ITEM.id}/item.md`] ?? '').fields.updatedAt).toBe('2026-06-01T09:00:09Z');
    expect(moveEventsHome(items, items.keys(), contents).moved).toEqual([]);
  });

  it('take the item with them where they closed it', () => {
    const { contents, tree, texts } = world();
    const close = serializeEvent(ITEM.id, {
      kind: 'close',
      author: 'eve',
      at: '2026-06-01T09:00:09Z',
      attributes: [{ key: 'status', value: 'closed' }],
      body: 'Done.',
    });
    const items = new Map(tree(filesOf(ITEM, { ...other, threadText: `${other.threadText}\n${close.text}` })));
    moveEventsHome(items, [other.id], contents);
    expect(texts(items)).toMatchObject({ [`closed/${ITEM.id}/resolution.md`]: 'Done.\n' });
    expect(parseItemFile(texts(items)[`closed/${ITEM.id}/item.md`] ?? '').fields.status).toBe('closed');
  });

  it('that are there already leave alone what stands there', () => {
    const { contents, tree, texts } = world();
    const closed = closeItem(ITEM, 'Done.', at(1));
    const close = /<!-- event: close[\s\S]*/.exec(having(ITEM, () => closed).threadText)?.[0] ?? '';
    expect(close).not.toBe('');
    const before = filesOf(
      having(ITEM, () => closed),
      { ...other, threadText: `${other.threadText}\n${close}` },
    );
    const files = { ...before, [`closed/${ITEM.id}/resolution.md`]: 'Edited since.\n' };
    const items = new Map(tree(files));
    expect(moveEventsHome(items, items.keys(), contents).moved).toHaveLength(1);
    expect(texts(items)).toEqual({ ...files, [`open/${other.id}/thread.md`]: other.threadText });
  });

  it('that fit nowhere, because they were edited, stay', () => {
    const { contents, tree, texts } = world();
    const files = filesOf(ITEM, {
      ...other,
      threadText: `${other.threadText}\n${stray.text.replace('Lost', 'Edited')}`,
    });
    const items = new Map(tree(files));
    expect(moveEventsHome(items, items.keys(), contents).moved).toEqual([]);
    expect(texts(items)).toEqual(files);
  });
});

it('what a merge left of an item where it was joins it', () => {
  const { contents, tree, texts } = world();
  const closed = having(ITEM, (item) => closeItem(item, 'Done.', at(1)));
  const items = new Map(tree({ ...filesOf(closed), [`open/${ITEM.id}/artifacts/log`]: 'x' }));
  expect(settleCopies(items, items.keys(), { names: NAMES, contents })).toEqual({ moved: [ITEM.id], conflicts: [] });
  expect(texts(items)).toEqual({ ...filesOf(closed), [`closed/${ITEM.id}/artifacts/log`]: 'x' });
  // The whole item twice: the log of both, and the place that its last move tells.
  const twice = new Map(tree({ ...filesOf(commented(ITEM, 'Wait.', 3)), ...filesOf(closed) }));
  settleCopies(twice, twice.keys(), { names: NAMES, contents });
  const paths = Object.keys(texts(twice));
  expect(paths.every((path) => path.startsWith('closed/'))).toBe(true);
  const thread = texts(twice)[`closed/${ITEM.id}/thread.md`] ?? '';
  expect(parseThread(thread, ITEM.id).events.map(({ body }) => body)).toEqual([
    'Created by tickets new.',
    'Done.',
    'Wait.',
  ]);
});

it('an artifact that two copies of an item have with other contents is there twice', () => {
  const { tree, texts, merge } = world();
  const closed = having(ITEM, (item) => closeItem(item, 'Done.', at(1)));
  const path = `${ITEM.id}/artifacts/a.txt`;
  const both = tree({ ...filesOf(closed), [`closed/${path}`]: 'one\n', [`open/${path}`]: 'other\n' });
  const merged = merge(tree(filesOf(ITEM)), both, tree(filesOf(commented(ITEM, 'x', 2))));
  expect(texts(merged.items)).toMatchObject({ [`closed/${path}`]: 'one\n', [`closed/${path}~open`]: 'other\n' });
});

describe('two items with one slug', () => {
  const [one, two] = [created('Slow search', at(0)), created('Slow search', at(9))];

  it('that two branches made: the later one gets a number, and an event that says so', () => {
    const { contents, tree, texts, merge } = world();
    const sides = { base: tree({}), ours: tree(filesOf(two)), theirs: tree(filesOf(one)) };
    const merged = merge(sides.base, sides.ours, sides.theirs).items;
    expect(settleSlugs(merged, sides, contents)).toEqual([
      { item: two.id, from: 'slow-search', to: 'slow-search-2', holder: one.id },
    ]);
    const is = texts(merged);
    expect(parseItemFile(is[`open/${two.id}/item.md`] ?? '').fields.slug).toBe('slow-search-2');
    expect(parseItemFile(is[`open/${one.id}/item.md`] ?? '').fields.slug).toBe('slow-search');
    const [, event] = parseThread(is[`open/${two.id}/thread.md`] ?? '', two.id).events;
    expect(event).toMatchObject({ kind: 'item_edit', at: '2026-06-01T09:00:09Z' });
    // The other way round it is the same, byte for byte.
    const reversed = merge(sides.base, sides.theirs, sides.ours).items;
    settleSlugs(reversed, { ...sides, ours: sides.theirs, theirs: sides.ours }, contents);
    expect(texts(reversed)).toEqual(is);
    expect(settleSlugs(merged, sides, contents)).toEqual([]);
  });

  it('that were there before are none of a merge', () => {
    const { contents, tree } = world();
    const both = tree(filesOf(one, two));
    expect(settleSlugs(new Map(both), { base: both, ours: both, theirs: both }, contents)).toEqual([]);
  });
});

it('status changes of both sides end where the last one leads', () => {
  const { tree, merge } = world();
  const pending = having(ITEM, (item) => changeStatus(item, { status: 'pending' }, at(5)));
  const closed = having(ITEM, (item) => closeItem(item, 'Done.', at(4)));
  const merged = merge(tree(filesOf(ITEM)), tree(filesOf(closed)), tree(filesOf(pending)));
  expect([...(merged.items.get(ITEM.id)?.keys() ?? [])].sort()).toEqual([
    'pending/artifacts/.gitkeep',
    'pending/item.md',
    'pending/thread.md',
  ]);
});

it('a content that is not there is told, not taken for empty', () => {
  const { contents } = world();
  expect(thrownBy(() => contents.get('nothing'))).toMatchObject({ message: 'no content nothing' });
});
