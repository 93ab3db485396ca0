import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { addItem } from '../support/add-item.ts';
import { temporaryProject } from '../support/temporary-project.ts';
import { treeOf } from '../support/tree-of.ts';

const LONG_NAME = 'x'.repeat(300);
const LONG_PATH = `${'x'.repeat(200)}/`.repeat(25);

/** A project with an item and `loop`, a symbolic link to itself. */
function projectWithLoop() {
  const project = temporaryProject();
  addItem(project.root);
  symlinkSync('loop', join(project.path, 'loop'));
  return project;
}

/** One line that says what, one that says what to do. */
const told = (code: string): RegExp => new RegExp(`^error: [^\n]+\\(${code}\\)[^\n]*\nhint: [^\n]+\n$`);

describe.each([
  ['a long name', LONG_NAME, 'ENAMETOOLONG'],
  ['a long path', LONG_PATH, 'ENAMETOOLONG'],
  ['a link to itself', 'loop', 'ELOOP'],
  ['a path through a link to itself', 'loop/x', 'ELOOP'],
])('a root that is %s is an error, in', (_name, root, code) => {
  test.each([
    [['list'], 1],
    [['show', 'x'], 1],
    [['new', 'T', '-m', 'x'], 1],
    [['init'], 1],
    [['unlock'], 1],
    [['migrate'], 1],
    [['import', 'tree.json'], 1],
    // It says by its exit code that it could not check.
    [['doctor'], 3],
  ])('%j', async (args, status) => {
    const project = projectWithLoop();
    project.write('tree.json', '{"kind":"tickets-export","schemaVersion":1,"items":[]}');
    const before = treeOf(project.path);
    const { exitCode, stdout, stderr } = await project.run([...args, '--root', root]);
    expect([exitCode, stdout, stderr]).toEqual([status, '', expect.stringMatching(told(code))]);
    expect(treeOf(project.path)).toEqual(before);
  });
});

describe.each([
  ['a long name', LONG_NAME, 'ENAMETOOLONG'],
  ['a long path', LONG_PATH, 'ENAMETOOLONG'],
  ['a path through a link to itself', 'loop/x', 'ELOOP'],
])('a file to write that is %s is an error, in', (_name, path, code) => {
  test.each([
    [['export', '--output', path], 1],
    [['doctor', '-o', `sarif=${path}`], 3],
    [['doctor', '--write-baseline', path], 3],
  ])('%#', async (args, status) => {
    const { exitCode, stderr } = await projectWithLoop().run(args);
    expect([exitCode, stderr]).toEqual([status, expect.stringMatching(told(code))]);
  });
});

test('the file of a guide and the directory of old tickets may not have a long name either', async () => {
  const project = projectWithLoop();
  for (const args of [
    ['guide', '--install', '--file', LONG_NAME],
    ['migrate', '--tickets', LONG_NAME],
  ]) {
    const { exitCode, stderr } = await project.run(args);
    expect([exitCode, stderr]).toEqual([1, expect.stringMatching(told('ENAMETOOLONG'))]);
  }
});

test('a .git that is a link to itself is an error, and nothing is written', async () => {
  const project = projectWithLoop();
  symlinkSync('.git', join(project.path, '.git'));
  const before = treeOf(project.path);
  for (const args of [['comment', 'sample-item', '-m', 'x'], ['unlock'], ['new', 'T', '-m', 'x']]) {
    const { exitCode, stderr } = await project.run(args);
    expect([exitCode, stderr]).toEqual([1, expect.stringMatching(told('ELOOP'))]);
    expect(stderr).toContain(join(project.path, '.git'));
  }
  expect((await project.run(['list'])).exitCode).toBe(0);
  expect(treeOf(project.path)).toEqual(before);
});
