import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { addItem } from '../support/add-item.ts';
import type { RunOptions } from '../support/run-tickets.ts';
import { type TemporaryProject, temporaryProject } from '../support/temporary-project.ts';
import { treeOf } from '../support/tree-of.ts';

/** The root that a run finds; its error where it finds none. */
async function foundRoot(project: TemporaryProject, args: string[] = [], options: Partial<RunOptions> = {}) {
  const { stdout } = await project.run(['list', '--status', 'all', '--json', ...args], options);
  const answer = JSON.parse(stdout);
  return answer.error?.code ?? answer.root;
}

function makeRoot(project: TemporaryProject, path: string, status = 'open'): string {
  const root = join(project.path, path);
  mkdirSync(join(root, status), { recursive: true });
  return root;
}

describe('an ancestor that holds', () => {
  test.each([
    ['work-items', 'open'],
    ['work-items', 'closed'],
    ['yoi/work-items', 'pending'],
    ['.yoi/tickets', 'open'],
  ])('%s/ with %s/ in it', async (name, status) => {
    const project = temporaryProject({ init: false });
    const root = makeRoot(project, name, status);
    mkdirSync(join(project.path, 'src/deep'), { recursive: true });
    expect(await foundRoot(project)).toBe(root);
    expect(await foundRoot(project, [], { cwd: join(project.path, 'src/deep') })).toBe(root);
  });

  test('the nearest one wins, whatever its name', async () => {
    const project = temporaryProject();
    const inner = makeRoot(project, 'packages/a/.yoi/tickets');
    expect(await foundRoot(project, [], { cwd: join(project.path, 'packages/a') })).toBe(inner);
    expect(await foundRoot(project, [], { cwd: join(project.path, 'packages') })).toBe(project.root);
  });

  test.each([['work-items'], ['yoi/work-items'], ['.yoi/tickets']])('%s/ is found from inside itself', async (name) => {
    const project = temporaryProject({ init: false });
    const root = makeRoot(project, name);
    const { path } = addItem(root);
    for (const place of ['', 'open', path, join(path, 'artifacts')]) {
      expect(await foundRoot(project, [], { cwd: join(root, place) })).toBe(root);
    }
  });

  test('a directory of that name without a status directory is passed over', async () => {
    const project = temporaryProject({ init: false });
    project.write('work-items/README.md', 'Something else.\n');
    const root = makeRoot(project, 'yoi/work-items');
    expect(await foundRoot(project)).toBe(root);
  });

  test('a file of that name is passed over', async () => {
    const project = temporaryProject({ init: false });
    project.write('sub/work-items', 'Something else.\n');
    const root = makeRoot(project, 'work-items');
    expect(await foundRoot(project, [], { cwd: join(project.path, 'sub') })).toBe(root);
  });
});

describe('a named root', () => {
  test('--root, then TICKETS_ROOT, then WORK_ITEMS_DIR, then what stands above', async () => {
    const project = temporaryProject();
    const [option, ticketsRoot, workItemsDir] = ['option', 'tickets-root', 'work-items-dir'].map((name) =>
      makeRoot(project, name),
    );
    const env = { TICKETS_ROOT: 'tickets-root', WORK_ITEMS_DIR: 'work-items-dir' };
    expect(await foundRoot(project, ['--root', 'option'], { env })).toBe(option);
    expect(await foundRoot(project, [], { env })).toBe(ticketsRoot);
    expect(await foundRoot(project, [], { env: { WORK_ITEMS_DIR: 'work-items-dir' } })).toBe(workItemsDir);
    expect(await foundRoot(project)).toBe(project.root);
  });

  test('an empty variable names nothing', async () => {
    const project = temporaryProject();
    expect(await foundRoot(project, [], { env: { TICKETS_ROOT: '', WORK_ITEMS_DIR: '' } })).toBe(project.root);
  });

  test('--root may stand before the command, and be absolute', async () => {
    const project = temporaryProject();
    const root = makeRoot(project, 'elsewhere');
    addItem(root);
    const { exitCode, stdout } = await project.run(['--root', root, 'show', 'sample-item']);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('Sample item');
  });

  test('that does not hold items is an error, even below a project that does', async () => {
    const project = temporaryProject();
    project.write('a-file', 'Text.\n');
    mkdirSync(join(project.path, 'empty'));
    for (const name of ['missing', 'empty', 'a-file']) {
      for (const [args, env] of [
        [['--root', name], {}],
        [[], { TICKETS_ROOT: name }],
        [[], { WORK_ITEMS_DIR: name }],
      ] as const) {
        const { exitCode, stdout, stderr } = await project.run(['list', ...args], { env });
        expect([name, exitCode, stdout]).toEqual([name, 1, '']);
        expect(stderr).toMatch(/^error: [^\n]+\nhint: [^\n]+\n$/);
        expect(stderr).toContain(name);
      }
    }
  });

  test('that is the project in place of its root gets the right one as a hint', async () => {
    const project = temporaryProject();
    const { exitCode, stderr } = await project.run(['list', '--root', '.']);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`hint: did you mean ${project.root}?`);
  });
});

describe('no root', () => {
  const commands = [
    ['list'],
    ['show', 'x'],
    ['new', 'T', '-m', 'x'],
    ['comment', 'x', '-m', 'x'],
    ['status', 'x', 'open'],
    ['close', 'x', '-m', 'x'],
    ['reopen', 'x', '-m', 'x'],
    ['edit', 'x', '--title', 'T'],
    ['review', 'x', '--approve', '-m', 'x'],
    ['search', 'x'],
    ['log'],
    ['doctor'],
  ];
  test.each(commands.map((args) => [args]))('is an error with a hint: %j', async (args) => {
    const project = temporaryProject({ init: false });
    const { exitCode, stdout, stderr } = await project.run(args);
    // doctor says by its exit code that it could not check.
    expect([exitCode, stdout]).toEqual([args[0] === 'doctor' ? 3 : 1, '']);
    expect(stderr).toMatch(/^error: [^\n]+\nhint: [^\n]*tickets init[^\n]*\n$/);
    expect(treeOf(project.path)).toEqual({});
  });
});

describe('another layout, with the items directly in the root', () => {
  const item = '---\nid: a\nstatus: open\n---\n\nText.\n';

  test.each([['work-items'], ['yoi/work-items'], ['.yoi/tickets']])('%s is an error with a hint', async (name) => {
    const project = temporaryProject({ init: false });
    project.write(`${name}/20260530-053259-a/item.md`, item);
    project.write(`${name}/20260530-053259-a/thread.md`, '');
    const before = treeOf(project.path);
    const root = join(project.path, name);
    const runs = [
      await project.run(['list']),
      await project.run(['list', '--root', name]),
      await project.run(['show', 'a'], { env: { TICKETS_ROOT: root } }),
      await project.run(['new', 'T', '-m', 'x']),
      await project.run(['list'], { cwd: join(root, '20260530-053259-a') }),
    ];
    for (const { exitCode, stdout, stderr } of runs) {
      expect([exitCode, stdout]).toEqual([1, '']);
      expect(stderr).toMatch(/^error: .*layout[^\n]*\nhint: [^\n]+\n$/);
    }
    expect(await foundRoot(project)).toBe('other-layout');
    expect(treeOf(project.path)).toEqual(before);
  });

  test('beside a root in the known layout does not hide it', async () => {
    const project = temporaryProject({ init: false });
    project.write('work-items/20260530-053259-a/item.md', item);
    const root = makeRoot(project, 'yoi/work-items');
    expect(await foundRoot(project)).toBe(root);
  });

  test('mixed with status directories is listed as far as it can be, and said', async () => {
    const project = temporaryProject();
    addItem(project.root);
    project.write('work-items/20260530-053259-a/item.md', item);
    const { exitCode, stdout, stderr } = await project.run(['list']);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('sample-item');
    expect(stderr).toMatch(/^warning: .*directly in the root/m);
  });
});
