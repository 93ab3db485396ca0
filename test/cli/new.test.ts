import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { shownItem } from '../support/shown-item.ts';
import { temporaryProject } from '../support/temporary-project.ts';
import { treeOf } from '../support/tree-of.ts';

test('prints the id, on stdout, alone', async () => {
  const project = temporaryProject();
  const { exitCode, stdout } = await project.run(['new', 'Search is slow', '-m', 'Ten seconds.']);
  expect([exitCode, stdout]).toEqual([0, '20260601-090000-search-is-slow\n']);
  expect(readdirSync(`${project.root}/open/20260601-090000-search-is-slow`).sort()).toEqual([
    ...['artifacts', 'item.md', 'thread.md'],
  ]);
  expect((await project.run(['doctor'])).stdout).toBe('doctor: ok\n');
});

test('takes every field', async () => {
  const project = temporaryProject();
  const fields = ['--kind', 'feature', '--priority', 'P1', '--assignee', '山田 花子', '--slug', 'fields'];
  const labels = ['--label', 'b, a', '--label', 'c d', '--label', 'a', '--label', ','];
  await project.run(['new', '  All the fields  ', ...fields, ...labels, '-m', 'Text.']);
  expect(await shownItem(project, 'fields')).toMatchObject({
    id: '20260601-090000-fields',
    slug: 'fields',
    title: 'All the fields',
    status: 'open',
    kind: 'feature',
    priority: 'P1',
    labels: ['b', 'a', 'c d'],
    assignee: '山田 花子',
    createdAt: '2026-06-01T09:00:00Z',
    updatedAt: '2026-06-01T09:00:00Z',
    body: '\nText.\n',
  });
});

test('a slug that the title gives is numbered where it is taken, in every status', async () => {
  const project = temporaryProject();
  const create = async (now: string) => {
    const { stdout } = await project.run(['new', 'Same title', '-m', 'x'], { env: { TICKETS_NOW: now } });
    return stdout.trim();
  };
  const first = await create('2026-06-01T00:00:00Z');
  await project.run(['close', first, '-m', 'x']);
  expect([first, await create('2026-06-02T00:00:00Z'), await create('2026-06-02T00:00:00Z')]).toEqual([
    '20260601-000000-same-title',
    '20260602-000000-same-title-2',
    '20260602-000000-same-title-3',
  ]);
});

describe('the slug of a title', () => {
  test.each([
    ['Fix: the *bug* (again)!', 'fix-the-bug-again'],
    ['Crème brûlée', 'creme-brulee'],
    ['TUI picker: live pending Pod の表示', 'tui-picker-live-pending-pod'],
    ['2026 計画', /^2026-/],
    [`${'word '.repeat(30)}`, /^word(?:-word){11}$/],
    ['x'.repeat(400), /^x{1,60}$/],
  ])('%s', async (title, slug) => {
    const { exitCode, stdout } = await temporaryProject().run(['create', '--title', title]);
    expect(exitCode).toBe(0);
    expect(stdout.trim().slice('20260601-090000-'.length)).toMatch(
      typeof slug === 'string' ? new RegExp(`^${slug}$`) : slug,
    );
  });
});

describe('refused, and nothing is written:', () => {
  test.each([
    [['new', ''], 1],
    [['new', '   '], 1],
    [['new', 'T', '--kind', 'two words'], 2],
    [['new', 'T', '--priority', 'P4'], 2],
    [['new', 'T', '--slug', '???'], 2],
    [['new', 'T', '--label', 'a\tb'], 1],
    [['new', 'T', '--assignee', 'a\nb'], 1],
    [['new', 'T', '--status', 'closed'], 2],
  ])('%j', async (args, code) => {
    const project = temporaryProject();
    const before = treeOf(project.path);
    const { exitCode, stdout, stderr } = await project.run([...args, '-m', 'Text.']);
    expect([exitCode, stdout]).toEqual([code, '']);
    expect(stderr).toMatch(/^error: [^\n]+\nhint: /);
    expect(treeOf(project.path)).toEqual(before);
  });
});

test('in a git repository leaves nothing but the item to commit', async () => {
  const project = temporaryProject({ git: true });
  const before = treeOf(project.path);
  const { stdout } = await project.run(['new', 'T', '-m', 'x']);
  const added = Object.keys(treeOf(project.path)).filter((path) => !(path in before));
  expect(added.every((path) => path.startsWith(`work-items/open/${stdout.trim()}`))).toBe(true);
  expect(added).toHaveLength(5);
});

test.each(['null', '123', '0x1F', '1e3', 'true'])(
  'the slug of the title %s is a string to a YAML reader',
  async (title) => {
    const project = temporaryProject();
    const { stdout } = await project.run(['new', title, '-m', 'Text.']);
    const text = project.read(`work-items/open/${stdout.trim()}/item.md`);
    const [, frontMatter = ''] = text.split('---\n');
    const { slug, title: read } = parse(frontMatter);
    expect(typeof slug).toBe('string');
    expect(read).toBe(title);
  },
);

test.each(['🎉 done', '「検索」が遅い', '— dash'])('the title %s needs no quotes, and has none', async (title) => {
  const project = temporaryProject();
  const { stdout } = await project.run(['new', title, '-m', 'Text.']);
  expect(project.read(`work-items/open/${stdout.trim()}/item.md`)).toContain(`\ntitle: ${title}\n`);
});
