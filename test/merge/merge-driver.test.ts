import { spawnSync } from 'node:child_process';
import { expect, it, vi } from 'vitest';
import { type DriverFiles, mergeDriver } from '../../src/api/merge-driver.ts';
import { serializeEvent } from '../../src/format/serialize-event.ts';
import { pinnedEnv } from '../support/pinned-env.ts';
import { type TemporaryProject, temporaryProject } from '../support/temporary-project.ts';
import { thrownBy } from '../support/thrown-by.ts';

const ID = '20260601-090000-slow-search';
const PATH = `work-items/open/${ID}`;
const fault = vi.hoisted(() => ({ on: false }));

vi.mock('../../src/tickets/merge/merge-threads.ts', async (original) => {
  const real = await original<typeof import('../../src/tickets/merge/merge-threads.ts')>();
  return {
    mergeThreads: (...args: Parameters<typeof real.mergeThreads>) => {
      if (fault.on) throw new Error('a bug');
      return real.mergeThreads(...args);
    },
  };
});

const event = (body: string, second: number, kind = 'comment', id = ID): string =>
  serializeEvent(id, { kind, author: 'ann', at: `2026-06-01T09:00:0${second}Z`, body }).text;
const FIRST = event('Made.', 0, 'create');

function write(project: TemporaryProject, base: string, ours: string, theirs: string): DriverFiles {
  project.write('base', base);
  project.write('ours', ours);
  project.write('theirs', theirs);
  return { base: 'base', ours: 'ours', theirs: 'theirs', path: `${PATH}/thread.md` };
}

it('merges a log, and says that all is well with 0', async () => {
  const project = temporaryProject();
  write(project, FIRST, `${FIRST}\n${event('b', 2)}`, `${FIRST}\n${event('a', 1)}`);
  const { exitCode, stdout, stderr } = await project.run([
    'merge-driver',
    'thread',
    'base',
    'ours',
    'theirs',
    `${PATH}/thread.md`,
  ]);
  expect([exitCode, stdout, stderr]).toEqual([0, '', '']);
  expect(project.read('ours')).toBe(`${FIRST}\n${event('a', 1)}\n${event('b', 2)}`);
});

it('merges an item.md, and says 1 where both changed a field', async () => {
  const project = temporaryProject();
  const item = (title: string, kind: string): string =>
    `---\nid: ${ID}\ntitle: ${title}\nkind: ${kind}\n---\n\nText.\n`;
  write(project, item('a', 'task'), item('b', 'task'), item('c', 'bug'));
  const args = ['merge-driver', 'item', 'base', 'ours', 'theirs', `${PATH}/item.md`];
  const { exitCode, stderr } = await project.run(args);
  expect([exitCode, stderr]).toEqual([
    1,
    `warning: ${PATH}/item.md: both sides changed title; \`tickets resolve\` settles what can be\n`,
  ]);
  expect(project.read('ours')).toBe(
    item('b', 'bug').replace('title: b\n', '<<<<<<< ours\ntitle: b\n=======\ntitle: c\n>>>>>>> theirs\n'),
  );
  write(project, item('a', 'task'), item('b', 'task'), item('c', 'bug'));
  expect(JSON.parse((await project.run([...args, '--json'])).stdout)).toEqual({
    schemaVersion: 1,
    path: `${PATH}/item.md`,
    conflicts: ['title'],
  });
});

it.each(['thread', 'item'] as const)('never merges two different items into one: %s', (kind) => {
  const project = temporaryProject();
  const other = '20260601-090001-other';
  const texts = {
    thread: [FIRST, event('Made.', 1, 'create', other), `${FIRST}\n${event('About the first.', 2)}`],
    item: [`---\nid: ${ID}\n---\n`, `---\nid: ${other}\n---\n`, `---\nid: ${ID}\nkind: bug\n---\n`],
  }[kind] as [string, string, string];
  const files = write(project, ...texts);
  expect(mergeDriver(kind, files, project.path).conflicts).toEqual([kind]);
  expect(project.read('ours')).toBe(`<<<<<<< ours\n${texts[1]}=======\n${texts[2]}>>>>>>> theirs\n`);
});

it('leaves what git would have made of it after a fault of its own, and does not hide the fault', () => {
  const project = temporaryProject();
  const files = write(project, FIRST, `${FIRST}\n${event('b', 2)}`, `${FIRST}\n${event('a', 1)}`);
  fault.on = true;
  try {
    expect(thrownBy(() => mergeDriver('thread', files, project.path))).toMatchObject({ message: 'a bug' });
  } finally {
    fault.on = false;
  }
  const left = project.read('ours');
  write(project, FIRST, `${FIRST}\n${event('b', 2)}`, `${FIRST}\n${event('a', 1)}`);
  const labels = ['-L', 'ours', '-L', 'base', '-L', 'theirs'];
  spawnSync('git', ['merge-file', ...labels, 'ours', 'base', 'theirs'], { cwd: project.path, env: pinnedEnv() });
  expect(left).toBe(project.read('ours'));
  expect(left).toContain('<<<<<<< ours\n');
});

it('tells what it was not given', async () => {
  const project = temporaryProject();
  const missing = await project.run(['merge-driver', 'thread', 'a', 'b', 'c', 'd']);
  expect(missing.exitCode).toBe(1);
  expect(missing.stderr).toMatch(/^error: /);
  const unknown = await project.run(['merge-driver', 'threads', 'a', 'b', 'c', 'd']);
  expect([unknown.exitCode, unknown.stderr]).toEqual([
    2,
    "error: unknown kind of file 'threads'\nhint: did you mean 'thread'?\n",
  ]);
  expect((await project.run(['merge-driver', 'thread', 'a'])).exitCode).toBe(2);
});
