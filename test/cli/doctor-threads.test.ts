import { appendFileSync, cpSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
// @ts-expect-error: a script without types.
import { makeTree } from '../../scripts/make-tree.js';
import { gitProject } from '../support/git-project.ts';
import { treeSnapshot } from '../support/tree-snapshot.ts';

it('doctor says and repairs the same in three threads as in one', async () => {
  const project = gitProject();
  const { root } = project;
  // As many items as are worth a thread.
  makeTree(root, 1200);
  project.commit();
  const ids = readdirSync(join(root, 'closed'));
  for (const id of ids.slice(100, 130)) appendFileSync(join(root, 'closed', id, 'item.md'), 'more \0');
  for (const id of ids.slice(700, 705)) rmSync(join(root, 'closed', id, 'thread.md'));
  project.git('add', 'work-items/closed');
  for (const id of ids.slice(900, 920)) appendFileSync(join(root, 'closed', id, 'thread.md'), 'torn');
  const run = (threads: string, args: readonly string[]) =>
    project.run(['doctor', ...args], { env: { TICKETS_THREADS: threads } });
  const two = [ids[100] ?? '', ids[901] ?? ''];
  for (const args of [[], ['--json'], ['--json', '--since', 'HEAD'], ['--json', '--staged'], ['--diff'], two]) {
    const alone = await run('1', args);
    expect(alone.exitCode).toBe(1);
    expect(await run('3', args)).toEqual(alone);
  }
  const before = join(project.path, 'before');
  cpSync(root, before, { recursive: true });
  const alone = await run('1', ['--fix', '--json']);
  const repaired = treeSnapshot(root);
  rmSync(root, { recursive: true });
  cpSync(before, root, { recursive: true });
  rmSync(before, { recursive: true });
  expect(await run('3', ['--fix', '--json'])).toEqual(alone);
  expect(treeSnapshot(root)).toEqual(repaired);
});
