import { expect, it } from 'vitest';
import { check } from '../../src/api/check.ts';
import { checkInThreads } from '../../src/api/check-in-threads.ts';
import { openWorkspace } from '../../src/api/workspace.ts';
import { startThreadPool } from '../../src/threads/thread-pool.ts';
import { addItem } from '../support/add-item.ts';
import { temporaryProject } from '../support/temporary-project.ts';

function watchedWorkspace(items: number) {
  const { root } = temporaryProject();
  for (let index = 0; index < items; index += 1) addItem(root, { slug: `item-${index}` });
  const told: [number, number][] = [];
  return { told, workspace: openWorkspace({ root, onProgress: (done, total) => told.push([done, total]) }) };
}

function expectAllTold(told: readonly [number, number][], items: number): void {
  expect(told.length).toBeGreaterThan(0);
  expect(told.at(-1)).toEqual([items, items]);
  expect(told.map(([done]) => done)).toEqual(told.map(([done]) => done).sort((a, b) => a - b));
  expect(new Set(told.map(([, total]) => total))).toEqual(new Set([items]));
}

it('a check tells how many items it has looked at', () => {
  const { told, workspace } = watchedWorkspace(5);
  check(workspace);
  expectAllTold(told, 5);
});

it('so does one in this thread with the means of many', async () => {
  const { told, workspace } = watchedWorkspace(300);
  await checkInThreads(workspace);
  expectAllTold(told, 300);
});

it('so does one with workers, of what they have done, too', async () => {
  const { told, workspace } = watchedWorkspace(300);
  const entry = new URL('../../dist/worker.cjs', import.meta.url);
  await checkInThreads(workspace, {}, { threads: startThreadPool('check-shares', 1, entry) });
  expectAllTold(told, 300);
});
