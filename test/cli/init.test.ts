import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { addItem } from '../support/add-item.ts';
import { temporaryProject } from '../support/temporary-project.ts';
import { treeOf } from '../support/tree-of.ts';

/** The files that a new root has. */
const FILES = ['closed/.gitkeep', 'open/.gitkeep', 'pending/.gitkeep'];

function filesIn(directory: string): string[] {
  return Object.entries(treeOf(directory))
    .filter(([, content]) => !content.startsWith('directory'))
    .map(([path]) => path);
}

describe('init', () => {
  test('makes the three status directories and prints the next step, which works', async () => {
    const project = temporaryProject({ init: false });
    const { exitCode, stdout } = await project.run(['init']);
    expect(exitCode).toBe(0);
    expect(filesIn(project.path)).toEqual(FILES.map((file) => `work-items/${file}`));
    expect(stdout).toMatch(/^next: tickets new /m);
    expect((await project.run(['new', 'What is to be done', '-m', 'x'])).exitCode).toBe(0);
    expect((await project.run(['doctor'])).stdout).toBe('doctor: ok\n');
  });

  test('is safe to repeat: nothing that is there changes', async () => {
    const project = temporaryProject({ init: false });
    await project.run(['init']);
    addItem(project.root);
    project.write('work-items/open/.gitkeep', 'kept\n');
    project.write('work-items/README.md', 'kept\n');
    const before = treeOf(project.path);
    const { exitCode, stdout } = await project.run(['init']);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('next: ');
    expect(treeOf(project.path)).toEqual(before);
    expect(JSON.parse((await project.run(['init', '--json'])).stdout).made).toEqual([]);
  });

  test('makes what is missing, such as the pending/ that git did not keep', async () => {
    const project = temporaryProject({ init: false });
    addItem(project.root);
    const { stdout } = await project.run(['init', '--json']);
    expect(JSON.parse(stdout).made).toEqual(['open/.gitkeep', 'pending/', 'closed/']);
    expect(filesIn(project.root)).toEqual(expect.arrayContaining(FILES));
  });

  test.each([
    ['--root', ['--root', 'docs/items'], {}],
    ['TICKETS_ROOT', [], { TICKETS_ROOT: 'docs/items' }],
    ['WORK_ITEMS_DIR', [], { WORK_ITEMS_DIR: 'docs/items' }],
  ])('makes the root that %s names', async (_name, options, env) => {
    const project = temporaryProject();
    const before = treeOf(project.root);
    expect((await project.run(['init', ...options], { env })).exitCode).toBe(0);
    expect(filesIn(join(project.path, 'docs/items'))).toEqual(FILES);
    expect(treeOf(project.root)).toEqual(before);
  });

  test('takes the root that is found above, in place of a second one', async () => {
    const project = temporaryProject({ init: false });
    mkdirSync(join(project.path, 'yoi/work-items/open'), { recursive: true });
    mkdirSync(join(project.path, 'src/deep'), { recursive: true });
    const { exitCode, stdout } = await project.run(['init', '--json'], { cwd: join(project.path, 'src/deep') });
    expect([exitCode, JSON.parse(stdout).root]).toEqual([0, join(project.path, 'yoi/work-items')]);
    expect(filesIn(project.path)).toEqual(FILES.map((file) => `yoi/work-items/${file}`));
  });

  test('leaves the root of a repository that this one stands in alone', async () => {
    const project = temporaryProject();
    mkdirSync(join(project.path, 'vendor/inner/.git'), { recursive: true });
    mkdirSync(join(project.path, 'vendor/inner/src'));
    const before = treeOf(project.root);
    const cwd = join(project.path, 'vendor/inner/src');
    expect(JSON.parse((await project.run(['init', '--json'], { cwd })).stdout).root).toBe(join(cwd, 'work-items'));
    expect(filesIn(join(cwd, 'work-items'))).toEqual(FILES);
    expect(JSON.parse((await project.run(['list', '--json'], { cwd })).stdout).root).toBe(join(cwd, 'work-items'));
    expect(treeOf(project.root)).toEqual(before);
  });

  test('takes the root above in its own repository', async () => {
    const project = temporaryProject();
    mkdirSync(join(project.path, '.git'));
    mkdirSync(join(project.path, 'src'));
    const cwd = join(project.path, 'src');
    expect(JSON.parse((await project.run(['init', '--json'], { cwd })).stdout).root).toBe(project.root);
  });

  test.each([[[]], [['--root', 'work-items']]])('%j refuses a directory of another layout', async (options) => {
    const project = temporaryProject({ init: false });
    project.write('work-items/20260530-053259-a/item.md', '---\nid: a\n---\n');
    const before = treeOf(project.path);
    const { exitCode, stderr } = await project.run(['init', ...options]);
    expect([exitCode, stderr]).toEqual([1, expect.stringMatching(/^error: .*layout[^\n]*\nhint: /)]);
    expect(treeOf(project.path)).toEqual(before);
  });

  test('says why where a file is in the way', async () => {
    const project = temporaryProject({ init: false });
    project.write('work-items', 'A file.\n');
    const before = treeOf(project.path);
    const { exitCode, stdout, stderr } = await project.run(['init']);
    expect([exitCode, stdout, stderr]).toEqual([1, '', expect.stringMatching(/^error: .*work-items/)]);
    expect(treeOf(project.path)).toEqual(before);
  });
});
