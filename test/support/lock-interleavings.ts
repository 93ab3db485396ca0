import type { Disk } from '../../src/store/disk.ts';
import { MemoryDisk } from './memory-disk.ts';
import type { Program } from './on-disk.ts';
import { onDisk } from './on-disk.ts';

const LOCK = '/project/.lock';

/** A process that is certainly gone: no system counts so far. */
function deadOwner(nonce: string): string {
  return JSON.stringify({ ...ownRecord, pid: 2 ** 30, instance: 'gone', nonce });
}

let ownRecord: Record<string, unknown> = {};

/** What a kill left: nothing, a dead owner's lock, and that with one or two guards of dead breakers. */
const DEBRIS: Record<string, string>[] = [
  {},
  { [LOCK]: 'aaaa' },
  { [LOCK]: 'aaaa', [`${LOCK}.break-aaaa`]: 'bbbb' },
  { [LOCK]: 'aaaa', [`${LOCK}.break-aaaa`]: 'bbbb', [`${LOCK}.break-bbbb`]: 'cccc' },
];

/**
 * Lets one process take the lock, and stops it before each of its calls to let another one, and then a third, take it as
 * well; which of them keep it is counted. All interleavings of that kind, on what kills may have left. Returns what
 * went wrong: two that hold the lock at a time, or a lock that nobody gets.
 */
export async function lockInterleavings(program: Program): Promise<{ runs: number; problems: string[] }> {
  const problems: string[] = [];
  let runs = 0;
  await onDisk(program, new MemoryDisk().settle('/project'), () => {
    const release = program.acquireLock(LOCK, { timeout: 0 });
    const file = program.disk.open(LOCK, 0);
    ownRecord = JSON.parse(program.disk.readAll(file).toString());
    release();
  });
  for (const [index, debris] of DEBRIS.entries()) {
    for (let first = 1; ; first += 1) {
      const base = new MemoryDisk().settle('/project');
      for (const [path, nonce] of Object.entries(debris)) base.create(path, deadOwner(nonce));
      const calls = await interleave(program, base, first, (text) =>
        problems.push(`debris ${index}, stopped at call ${first}: ${text}`),
      );
      runs += 1;
      if (calls < first) break;
    }
  }
  return { runs, problems };
}

async function interleave(
  program: Program,
  base: MemoryDisk,
  stopAt: number,
  wrong: (text: string) => void,
): Promise<number> {
  let holders = 0;
  let calls = 0;
  const take = (): (() => void) | null => {
    try {
      const release = program.acquireLock(LOCK, { timeout: 0 });
      holders += 1;
      if (holders > 1) wrong('two hold the lock');
      return () => {
        holders -= 1;
        release();
      };
    } catch (error) {
      if (error instanceof program.TicketsError && error.code === 'locked') return null;
      throw error;
    }
  };
  const stopped =
    (method: (...args: never[]) => unknown) =>
    (...args: unknown[]) => {
      calls += 1;
      // Another process takes the lock and keeps it, while the first one stands here.
      if (calls === stopAt) {
        Object.assign(program.disk, base);
        const other = take();
        if (other) kept.push(other);
        Object.assign(program.disk, hooked);
      }
      return method(...(args as never[]));
    };
  const kept: (() => void)[] = [];
  const methods = Object.entries(base).filter(([, method]) => typeof method === 'function');
  const hooked = Object.fromEntries(methods.map(([name, method]) => [name, stopped(method)])) as unknown as Disk;
  await onDisk(program, hooked, () => {
    const mine = take();
    if (!mine && kept.length === 0) wrong('nobody got the lock');
    Object.assign(program.disk, base);
    for (const release of kept) release();
    mine?.();
    if (!take()) wrong('the lock stays');
  });
  return calls;
}
