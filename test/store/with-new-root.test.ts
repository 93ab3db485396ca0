import { describe, expect, it } from 'vitest';
import { failingDisk } from '../support/failing-disk.ts';
import { MemoryDisk } from '../support/memory-disk.ts';
import { onDisk } from '../support/on-disk.ts';
import { ROOT } from '../support/store-operations.ts';
import * as program from '../support/store-program.ts';

const refused = new program.TicketsError('not-imported', 'refused');
const partly = new program.TicketsError('partly-applied', 'in part');

describe('a root that is made for a step', () => {
  it('is gone when the step is refused, and stays when a part of it is done', async () => {
    for (const [error, stays] of [
      [refused, false],
      [partly, true],
    ] as const) {
      const disk = new MemoryDisk().settle('/project');
      const step = (): unknown =>
        program.withNewRoot(ROOT, () => {
          expect(disk.has(`${ROOT}/closed`)).toBe(true);
          throw error;
        });
      await expect(onDisk(program, disk, step)).rejects.toBe(error);
      expect(disk.has(`${ROOT}/open`)).toBe(stays);
      expect(disk.has(ROOT)).toBe(stays);
      expect(disk.has('/project')).toBe(true);
    }
  });

  it('keeps what was there before, and what somebody has put there meanwhile', async () => {
    const disk = new MemoryDisk().settle('/project', `${ROOT}/open`);
    const step = (): unknown =>
      program.withNewRoot(ROOT, () => {
        program.disk.mkdir(`${ROOT}/closed/somebody`);
        throw refused;
      });
    await expect(onDisk(program, disk, step)).rejects.toBe(refused);
    expect([`${ROOT}/open`, `${ROOT}/pending`, `${ROOT}/closed/somebody`].map((path) => disk.has(path))).toEqual([
      true,
      false,
      true,
    ]);
  });

  it.each(['mkdir', 'fsync'] as const)('is gone when it cannot be made whole (%s)', async (call) => {
    let injected = 0;
    for (let n = 1, struck = true; struck; n += 1) {
      const disk = new MemoryDisk().settle('/project');
      const before = disk.tree();
      let calls = 0;
      const full = failingDisk(disk, call, 'ENOSPC', () => {
        calls += 1;
        return calls === n;
      });
      const step = (): unknown => program.withNewRoot(ROOT, () => 'done');
      const made = await onDisk(program, full, step).catch((error) => error);
      struck = calls >= n;
      if (!struck) {
        expect(made).toBe('done');
      } else {
        injected += 1;
        // A file system that makes no directory where its parent is missing makes the parent first.
        if (made === 'done') continue;
        expect(made).toMatchObject({ code: 'file-system', message: expect.stringContaining('nothing was changed') });
        expect(disk.tree()).toEqual(before);
      }
    }
    expect(injected).toBeGreaterThan(3);
  });

  it('says what stands there if it cannot be taken away', async () => {
    const disk = new MemoryDisk().settle('/project');
    let calls = 0;
    const full = failingDisk(disk, 'mkdir', 'ENOSPC', () => {
      calls += 1;
      return calls === 4;
    });
    const stuck = failingDisk(full, 'rmdir', 'EIO');
    const step = (): unknown => program.withNewRoot(ROOT, () => 'done');
    await expect(onDisk(program, stuck, step)).rejects.toMatchObject({
      code: 'partly-applied',
      message: expect.stringContaining('is made in part'),
      hint: 'run the same command again',
    });
  });
});
