import { describe, expect, it } from 'vitest';
import { Tickets } from '../../src/api/tickets.ts';
import { temporaryProject } from '../support/temporary-project.ts';
import { useWorkers } from '../support/workers.ts';

const READS = 1000;
const ITEMS = 12;

const startWorker = useWorkers();

describe('1,000 reads of all items while two processes move them', () => {
  it('miss none and see none twice', { timeout: 600_000 }, async () => {
    const { root, run } = temporaryProject();
    const tickets = await Tickets.open({ root });
    for (let n = 0; n < ITEMS; n += 1) await tickets.create({ title: `item ${n}`, author: 'maker' });
    const ids = (await tickets.list()).items.map((item) => item.id).sort();
    const movers = [startWorker('move', root, '1'), startWorker('move', root, '2')];
    const seen = new Set<string>();
    for (let read = 0; read < READS; read += 1) {
      // Some through the whole program.
      const listed =
        read % 50 === 0
          ? JSON.parse((await run(['list', '--status', 'all', '--json'])).stdout).items
          : (await tickets.list({ status: 'all' })).items;
      expect(listed.map((item: { id: string }) => item.id).sort()).toEqual(ids);
      seen.add(listed.map((item: { path: string }) => item.path).join());
      if (read % 10 === 0) expect((await tickets.show(ids[read % ITEMS] ?? '')).events.length).toBeGreaterThan(0);
      // The movers go on while this process waits.
      if (read % 20 === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    }
    // They did move meanwhile.
    expect(seen.size).toBeGreaterThan(5);
    for (const { child } of movers) child.kill('SIGKILL');
  });
});
