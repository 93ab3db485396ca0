import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Tickets } from '../../src/api/tickets.ts';
import { isWhole } from '../../src/format/event-id.ts';
import { parseThread } from '../../src/format/thread.ts';
import { sealOf } from '../../src/tickets/digest/seal.ts';
import { temporaryProject } from '../support/temporary-project.ts';
import { useWorkers } from '../support/workers.ts';

const WRITERS = 64;
const EVENTS = 100;

const startWorker = useWorkers();

describe('64 processes that write 100 events each on four items', () => {
  it('lose none, double none and tear none, and keep the order of each', { timeout: 900_000 }, async () => {
    const { root, run } = temporaryProject();
    const tickets = await Tickets.open({ root });
    for (const title of ['a', 'b', 'c', 'd']) await tickets.create({ title, author: 'maker' });
    const workers = Array.from({ length: WRITERS }, (_, n) => startWorker('events', root, String(n), String(EVENTS)));
    const codes = await Promise.all(workers.map((worker) => worker.ended));
    expect(codes).toEqual(Array(WRITERS).fill(0));
    const { items } = await tickets.list({ status: 'all' });
    expect(items).toHaveLength(4);
    const bodies: string[] = [];
    const kinds = new Set<string>();
    for (const { id, path, status } of items) {
      const log = readFileSync(join(root, path, 'thread.md'), 'utf8');
      const { events, preamble } = parseThread(log, id);
      for (const { kind } of events) kinds.add(kind);
      // However often it was carried on, made away with and made anew.
      if (status === 'closed') expect(readFileSync(join(root, path, 'digest.json'), 'utf8')).toBe(sealOf(id, log));
      expect(preamble).toBe('');
      expect(events.filter((event) => !isWhole(id, event))).toEqual([]);
      const times = events.map((event) => event.at ?? '');
      expect([...times].sort()).toEqual(times);
      const own = events.slice(1).map((event) => event.body);
      for (let n = 0; n < WRITERS; n += 1) {
        const numbers = own.filter((body) => body.startsWith(`${n}/`)).map((body) => Number(body.split('/')[1]));
        expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
      }
      bodies.push(...own);
    }
    expect([...kinds].sort()).toEqual(['close', 'comment', 'create', 'state_changed']);
    const wanted = Array.from({ length: WRITERS * EVENTS }, (_, i) => `${Math.floor(i / EVENTS)}/${i % EVENTS}`);
    expect([...bodies].sort()).toEqual([...wanted].sort());
    expect(readdirSync(root).sort()).toEqual(['closed', 'open', 'pending']);
    expect((await run(['doctor'], { env: { TICKETS_NOW: undefined } })).stdout).toContain('doctor: ok');
  });
});
