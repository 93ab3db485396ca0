import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Tickets } from '../../src/api/tickets.ts';
import { isWhole } from '../../src/format/event-id.ts';
import { parseThread } from '../../src/format/thread.ts';
import { temporaryProject } from '../support/temporary-project.ts';
import { useWorkers } from '../support/workers.ts';

/** Milliseconds; as long as the bar asks with TICKETS_KILLS=30000. */
const DURATION = Number(process.env.TICKETS_KILLS ?? 30_000);

const startWorker = useWorkers();

describe('processes that are killed at random moments', () => {
  it('lose no event that was acknowledged, and leave none torn', { timeout: DURATION + 90_000 }, async () => {
    const { root, run } = temporaryProject();
    const tickets = await Tickets.open({ root });
    for (const title of ['a', 'b', 'c']) await tickets.create({ title, author: 'maker' });
    const until = Date.now() + DURATION;
    const acknowledged: string[] = [];
    let kills = 0;
    let started = 0;
    const killOneAfterTheOther = async (): Promise<void> => {
      while (Date.now() < until) {
        started += 1;
        const worker = startWorker('acknowledge', root, String(started));
        while (worker.lines().length === 0 && worker.child.exitCode === null) {
          await new Promise((resolve) => setTimeout(resolve, 5));
        }
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 60));
        worker.child.kill('SIGKILL');
        await worker.ended;
        expect(worker.child.signalCode).toBe('SIGKILL');
        kills += 1;
        acknowledged.push(...worker.lines());
      }
    };
    await Promise.all([killOneAfterTheOther(), killOneAfterTheOther(), killOneAfterTheOther()]);
    // The next command.
    const items = (await tickets.list({ status: 'all' })).items;
    for (const { id } of items) await tickets.comment(id, 'The last one.', { author: 'next' });
    const known = new Set<string>();
    for (const { id, path } of (await tickets.list({ status: 'all' })).items) {
      const { events } = parseThread(readFileSync(join(root, path, 'thread.md'), 'utf8'), id);
      expect(events.filter((event) => !isWhole(id, event))).toEqual([]);
      for (const event of events) known.add(`${id} ${event.id}`);
    }
    expect(items).toHaveLength(3);
    expect(acknowledged.filter((line) => !known.has(line))).toEqual([]);
    expect(kills).toBeGreaterThan(5);
    expect(acknowledged.length).toBeGreaterThan(kills);
    // A draft of the lock that was killed empty may stay for a minute: a warning.
    const doctor = await run(['doctor'], { env: { TICKETS_NOW: undefined } });
    expect([doctor.exitCode, doctor.stdout]).toEqual([0, expect.not.stringContaining('thread.md')]);
  });
});
