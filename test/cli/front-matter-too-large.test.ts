import { expect, test } from 'vitest';
import { addItem } from '../support/add-item.ts';
import { shownItem } from '../support/shown-item.ts';
import { temporaryProject } from '../support/temporary-project.ts';
import { treeOf } from '../support/tree-of.ts';

/** One argument of a program may have 128 KiB. */
const LARGE = 'x'.repeat(70_000);

test.each([
  [['new', 'T', '--label', LARGE, '-m', 'x'], '20260601-090000-t', 'labels'],
  [['new', LARGE, '--slug', 't', '-m', 'x'], '20260601-090000-t', 'title'],
  [['new', 'T', '--kind', LARGE, '-m', 'x'], '20260601-090000-t', 'kind'],
  [['edit', 'sample-item', '--title', LARGE], '20260530-053259-sample-item', 'title'],
  [['edit', 'sample-item', '--kind', LARGE], '20260530-053259-sample-item', 'kind'],
  [['edit', 'sample-item', '--assignee', LARGE], '20260530-053259-sample-item', 'assignee'],
  [['edit', 'sample-item', '--add-label', LARGE], '20260530-053259-sample-item', 'labels'],
])('what no command could read again is refused, and nothing is written: %#', async (args, id, field) => {
  const project = temporaryProject();
  addItem(project.root);
  const before = treeOf(project.path);
  const { exitCode, stdout, stderr } = await project.run(args);
  expect([exitCode, stdout]).toEqual([1, '']);
  const [error, hint, ...more] = stderr.split('\n');
  expect(error).toMatch(`error: ${id}: the front matter of item.md would not end within 64 KiB: ${field} has 70`);
  expect(hint).toBe(`hint: shorten ${field}; a long text belongs into the body`);
  expect(more).toEqual(['']);
  expect(treeOf(project.path)).toEqual(before);
});

test('labels that fit one by one are refused when they do not fit together', async () => {
  const project = temporaryProject();
  const { id } = addItem(project.root);
  const codes: (number | null)[] = [];
  for (const letter of ['a', 'b', 'c']) {
    codes.push((await project.run(['edit', id, '--add-label', letter.repeat(25_000)])).exitCode);
  }
  expect(codes).toEqual([0, 0, 1]);
  expect((await shownItem(project, id)).labels).toHaveLength(4);
});

test('a large body is taken', async () => {
  const project = temporaryProject();
  const { stdout, exitCode } = await project.run(['new', 'T'], { input: LARGE });
  expect(exitCode).toBe(0);
  expect((await project.run(['edit', stdout.trim(), '--title', 'U'])).exitCode).toBe(0);
  expect(await shownItem(project, stdout.trim())).toMatchObject({ title: 'U', body: `\n${LARGE}\n` });
});
