import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseThread } from '../../src/format/thread.ts';
import { temporaryProject } from '../support/temporary-project.ts';
import { useWorkers } from '../support/workers.ts';

const CREATORS = 64;
const CLAIMERS = 20;

const startWorker = useWorkers();

describe('at once', () => {
  it('64 processes that create an item with one title make 64 items', { timeout: 600_000 }, async () => {
    const { root, run } = temporaryProject();
    const workers = Array.from({ length: CREATORS }, (_, n) => startWorker('create', root, String(n)));
    expect(await Promise.all(workers.map((worker) => worker.ended))).toEqual(Array(CREATORS).fill(0));
    const ids = workers.flatMap((worker) => worker.lines());
    expect(new Set(ids).size).toBe(CREATORS);
    expect(readdirSync(join(root, 'open')).sort()).toEqual([...ids].sort());
    expect((await run(['doctor'], { env: { TICKETS_NOW: undefined } })).stdout).toContain('doctor: ok');
  });

  it('eight processes that write one text as one author write it as often as they say', {
    timeout: 600_000,
  }, async () => {
    const { root, run, read } = temporaryProject();
    const id = (await run(['new', 'Busy', '-m', 'x'])).stdout.trim();
    const workers = Array.from({ length: 8 }, () => startWorker('same', root, '0', '50'));
    expect(await Promise.all(workers.map((worker) => worker.ended))).toEqual(Array(8).fill(0));
    const told = workers.flatMap((worker) => worker.lines());
    expect(new Set(told).size).toBe(8 * 50);
    const { events } = parseThread(read(`work-items/open/${id}/thread.md`), id);
    const written = events.filter(({ kind }) => kind === 'comment').map((event) => event.id);
    expect([...written].sort()).toEqual([...told].sort());
    expect((await run(['doctor'], { env: { TICKETS_NOW: undefined } })).stdout).toContain('doctor: ok');
  });

  it('of 20 that claim an item one gets it, and the others are told who', { timeout: 600_000 }, async () => {
    const { run, read } = temporaryProject();
    const { stdout } = await run(['new', 'Wanted', '-m', 'x']);
    const id = stdout.trim();
    const names = Array.from({ length: CLAIMERS }, (_, n) => `person-${n}`);
    const runs = await Promise.all(names.map((name) => run(['claim', id, '--author', name])));
    const winners = names.filter((_name, n) => runs[n]?.exitCode === 0);
    expect(winners).toHaveLength(1);
    for (const { exitCode, stderr } of runs.filter((each) => each.exitCode !== 0)) {
      const error = stderr.split('\n').find((line) => line.startsWith('error: '));
      expect([exitCode, error]).toEqual([1, `error: ${id} is claimed by ${winners[0]}`]);
    }
    expect(read(`work-items/open/${id}/item.md`)).toContain(`\nassignee: ${winners[0]}\n`);
    expect(read(`work-items/open/${id}/thread.md`).match(/^Claimed\.$/gm)).toHaveLength(1);
  });
});
