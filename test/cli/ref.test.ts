import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { addItem } from '../support/add-item.ts';
import { shownItem } from '../support/shown-item.ts';
import { temporaryProject } from '../support/temporary-project.ts';
import { treeOf } from '../support/tree-of.ts';

function threeItems() {
  const project = temporaryProject();
  addItem(project.root, { slug: 'slow-search', stamp: '20260530-053259', title: 'The search is slow' });
  addItem(project.root, { slug: 'slow-list', stamp: '20260530-060000', status: 'pending', title: 'So is the list' });
  addItem(project.root, { slug: 'list', stamp: '20260601-080000', status: 'closed', title: 'Nothing but the list' });
  return project;
}

describe('a reference', () => {
  test.each([
    ['an id', '20260530-060000-slow-list', '20260530-060000-slow-list'],
    ['a slug', 'slow-list', '20260530-060000-slow-list'],
    ['a slug that other ids end with', 'list', '20260601-080000-list'],
    ['the start of an id', '20260530-05', '20260530-053259-slow-search'],
    ['a day', '20260601', '20260601-080000-list'],
    ['the start of an id, slug and all', '20260530-060000-slow', '20260530-060000-slow-list'],
    ['the end of an id', 'search', '20260530-053259-slow-search'],
    ['the end of an id, time and all', '60000-slow-list', '20260530-060000-slow-list'],
  ])('may be %s', async (_name, ref, id) => {
    expect((await shownItem(threeItems(), ref)).id).toBe(id);
  });

  test('means the same item to every command', async () => {
    const project = threeItems();
    const commands = [
      ['comment', '20260530-05', '-m', 'One.'],
      ['plan', 'search', '-m', 'Two.'],
      ['decide', 'slow-search', '-m', 'Three.'],
      ['report', '20260530-05', '-m', 'Four.'],
      ['review', 'search', '--approve', '-m', 'Five.'],
      ['edit', '20260530-05', '--kind', 'bug'],
      ['status', 'search', 'pending'],
      ['close', '20260530-05', '-m', 'Six.'],
      ['reopen', 'search', '-m', 'Seven.'],
    ];
    for (const args of commands) expect([args, (await project.run(args)).exitCode]).toEqual([args, 0]);
    const { events } = await shownItem(project, '20260530-053259-slow-search');
    expect(events.map((event) => event.kind)).toEqual([
      ...['create', 'comment', 'plan', 'decision', 'implementation_report', 'review'],
      ...['item_edit', 'state_changed', 'close', 'state_changed'],
    ]);
  });

  test.each([['20260530'], ['t'], ['2026']])('that is ambiguous (%s) lists its candidates', async (ref) => {
    const project = threeItems();
    if (ref === 't') addItem(project.root, { slug: 'the-last-test', stamp: '20260601-090000', title: 'The last' });
    const before = treeOf(project.path);
    const { exitCode, stdout, stderr } = await project.run(['show', ref]);
    expect([exitCode, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(new RegExp(`^error: '${ref}' fits \\d items\n`));
    expect(stderr).toContain('pending/20260530-060000-slow-list  So is the list\n');
    const json = JSON.parse((await project.run(['status', ref, 'open', '--json'])).stdout);
    expect(json.error.code).toBe('ambiguous');
    const fitting = json.error.details.candidates.map((candidate: { id: string }) => candidate.id);
    expect(fitting).toContain('20260530-060000-slow-list');
    expect(fitting.every((id: string) => id.startsWith(ref) || id.endsWith(ref))).toBe(true);
    expect(fitting.length).toBeGreaterThan(1);
    expect(treeOf(project.path)).toEqual(before);
  });

  test.each([
    ['slow-serch', 'slow-search'],
    ['lst', 'list'],
    ['slow-lists', 'slow-list'],
  ])('that fits nothing (%s) gets a suggestion', async (ref, meant) => {
    const { exitCode, stdout, stderr } = await threeItems().run(['show', ref]);
    expect([exitCode, stdout]).toEqual([1, '']);
    expect(stderr).toBe(`error: no work item '${ref}'\nhint: did you mean '${meant}'?\n`);
  });

  test('that is like nothing gets a way on', async () => {
    const { exitCode, stderr } = await threeItems().run(['show', 'zzzzzzzzzzzzzzzz']);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^error: no work item 'z+'\nhint: .*tickets list.*\n$/);
  });

  test('never means the empty directories that a branch switch leaves', async () => {
    const project = threeItems();
    mkdirSync(join(project.root, 'pending/20260530-053259-slow-search/artifacts'), { recursive: true });
    mkdirSync(join(project.root, 'open/20260530-053259-husk/artifacts'), { recursive: true });
    expect((await shownItem(project, 'slow-search')).status).toBe('open');
    expect((await shownItem(project, '20260530-05')).status).toBe('open');
    const { exitCode, stderr } = await project.run(['show', 'husk']);
    expect([exitCode, stderr]).toEqual([1, expect.stringMatching(/^error: no work item 'husk'\nhint: /)]);
    expect(stderr).not.toContain("did you mean 'husk'");
  });

  test('may be the slug that an edit gave, and the id stays', async () => {
    const project = threeItems();
    await project.run(['edit', 'slow-search', '--slug', 'fast-search']);
    const item = await shownItem(project, 'fast-search');
    expect(item).toMatchObject({ id: '20260530-053259-slow-search', slug: 'fast-search' });
    expect((await project.run(['comment', 'fast-search', '-m', 'Text.'])).exitCode).toBe(0);
    // The id still ends with the old slug, which fits no other item.
    expect((await shownItem(project, 'slow-search')).id).toBe('20260530-053259-slow-search');
  });

  test('prefers the slug that an item has now to the end of an id', async () => {
    const project = threeItems();
    await project.run(['edit', '20260601-080000-list', '--slug', 'search']);
    expect((await shownItem(project, 'search')).id).toBe('20260601-080000-list');
  });

  test('that two copies of an item fit names both places', async () => {
    const project = temporaryProject();
    const { id } = addItem(project.root);
    addItem(project.root, { status: 'closed' });
    const { exitCode, stderr } = await project.run(['show', id]);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^error: .*open and closed\n/);
  });
});

describe('a hostile reference', () => {
  const hostile = [
    ...['', ' ', '*', '?', '.', '..', '../x', '../outside', '../../etc/passwd', '/', '/etc', './open', '~', '$HOME'],
    ...['open/20260530-053259-slow-search', '20260530-053259-slow-search/', 'slow-search/../slow-list', '[a-z]*'],
    ...['slow-search\n', '\u001b[31m', 'x'.repeat(5_000), '20260530-053259-../../outside', '%2e%2e', '__proto__'],
  ];

  test.each(hostile.map((ref) => [ref]))('%j names no item and reaches no file', async (ref) => {
    const project = threeItems();
    project.write('outside/item.md', '---\nid: outside\ntitle: Outside\nstatus: open\n---\n');
    project.write('outside/thread.md', '');
    const before = treeOf(project.path);
    const shown = await project.run(['show', '--', ref]);
    expect([shown.exitCode, shown.stdout]).toEqual([1, '']);
    expect(shown.stderr).toMatch(/^error: no work item /);
    expect(shown.stderr).not.toContain('\u001b');
    const closed = await project.run(['close', '-m', 'Done.', '--', ref]);
    expect(closed.exitCode).toBe(1);
    expect(treeOf(project.path)).toEqual(before);
  });
});
