import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startThreadPool, type ThreadPool } from '../../src/threads/thread-pool.ts';

interface Made {
  share: number;
  by: string;
}

let directory = '';
let entry: URL;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tickets-threads-'));
  const outfile = join(directory, 'worker.mjs');
  const source = fileURLToPath(new URL('../support/pool-worker.ts', import.meta.url));
  await build({ entryPoints: [source], outfile, bundle: true, platform: 'node', format: 'esm', logLevel: 'error' });
  entry = pathToFileURL(outfile);
});
afterAll(() => rm(directory, { recursive: true }));

async function withPool<T>(
  task: string,
  workers: number,
  step: (pool: ThreadPool<number, Made>) => Promise<T>,
  from = entry,
): Promise<T> {
  const pool = startThreadPool<number, Made>(task, workers, from);
  try {
    return await step(pool);
  } finally {
    pool.close();
  }
}

/** A share that takes this thread a while, so that the workers get some. */
function slowly(share: number): Made {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
  return { share, by: 'main' };
}

const by = (made: readonly Made[], who: string): number => made.filter((each) => each.by === who).length;
const inOrder = (shares: number): number[] => Array.from({ length: shares }, (_, share) => share);

describe('a thread pool', () => {
  test('gives the results in the order of the shares, whoever did them', async () => {
    const made = await withPool('double', 2, (pool) => pool.run({ input: 0, shares: 200, work: slowly }));
    expect(made.map(({ share }) => share)).toEqual(inOrder(200));
    expect(by(made, 'worker')).toBeGreaterThan(0);
    expect(by(made, 'main')).toBeGreaterThan(0);
  });

  test('does one job after the other', async () => {
    await withPool('double', 1, async (pool) => {
      for (const shares of [1, 60, 0, 60]) {
        const made = await pool.run({ input: shares, shares, work: slowly });
        expect(made.map(({ share }) => share)).toEqual(inOrder(shares));
      }
    });
  });

  test('without workers does all itself', async () => {
    const made = await withPool('double', 0, (pool) => pool.run({ input: 0, shares: 3, work: slowly }));
    expect(by(made, 'main')).toBe(3);
  });

  test('waits for no worker that has not begun', async () => {
    const work = (share: number): Made => ({ share, by: 'main' });
    const made = await withPool('never-ready', 2, (pool) => pool.run({ input: 0, shares: 3, work }));
    expect(by(made, 'main')).toBe(3);
  });

  test.each(['fails', 'exits', 'makes-no-copy', 'no-such-task'])(
    'does what a worker leaves undone: %s',
    async (task) => {
      const made = await withPool(task, 2, (pool) => pool.run({ input: 0, shares: 100, work: slowly }));
      expect(made.map(({ share }) => share)).toEqual(inOrder(100));
    },
  );

  test('does all itself where the worker has no file', async () => {
    const missing = new URL('missing.mjs', entry);
    const run = (pool: ThreadPool<number, Made>) => pool.run({ input: 0, shares: 20, work: slowly });
    expect(by(await withPool('double', 2, run, missing), 'main')).toBe(20);
  });

  test('throws what the work throws in this thread', async () => {
    const work = (): Made => {
      throw new RangeError('too far');
    };
    const run = withPool('double', 1, (pool) => pool.run({ input: 0, shares: 5, work }));
    await expect(run).rejects.toThrow('too far');
  });
});
