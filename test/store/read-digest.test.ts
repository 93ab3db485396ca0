import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Tickets } from '../../src/api/tickets.ts';
import { disk } from '../../src/store/disk.ts';
import { readDigest } from '../../src/store/read-digest.ts';
import { readTimeline } from '../../src/store/read-timeline.ts';
import type { ItemPlace } from '../../src/tickets/change.ts';
import { serializeDigest } from '../../src/tickets/digest/serialize-digest.ts';
import { failingDisk } from '../support/failing-disk.ts';
import { oldEvent } from '../support/old-event.ts';
import { onDisk } from '../support/on-disk.ts';
import * as program from '../support/store-program.ts';
import { temporaryProject } from '../support/temporary-project.ts';
import { writeItem } from '../support/write-item.ts';

const A = '20260530-053259-a';

async function closedItem() {
  const { root } = temporaryProject();
  const tickets = await Tickets.open({ root });
  const { id } = await tickets.create({ title: 'Item', author: 'ann' });
  await tickets.close(id, 'Done.', { author: 'ann' });
  const directory = join(root, 'closed', id);
  return { root, directory, place: { status: 'closed', id } as const, log: join(directory, 'thread.md') };
}

describe('the digest of an item', () => {
  it('is its seal as long as the log is as long as it says, and ends so', async () => {
    const { root, place, log } = await closedItem();
    expect(readDigest(root, place, { checksEnd: true })).toMatchObject({ from: 'seal', problem: null });
    appendFileSync(log, `\n${oldEvent()}`);
    expect(readDigest(root, place, { checksEnd: true })).toMatchObject({ from: 'log', problem: null });
  });

  it('is folded from the log where the seal is none, is of another item, or the log cannot be looked at', async () => {
    const { root, directory, place, log } = await closedItem();
    await onDisk(program, failingDisk(disk, 'fstat', 'EIO'), () => {
      expect(readDigest(root, place, { checksEnd: true })).toMatchObject({
        from: 'log',
        problem: 'cannot be read (EIO)',
      });
    });
    await onDisk(program, failingDisk(disk, 'read', 'EIO'), () => {
      expect(readDigest(root, place, { checksEnd: true }).from).toBe('log');
    });
    await onDisk(
      program,
      failingDisk(disk, 'open', 'EACCES', (path) => path === log),
      () => {
        expect(readDigest(root, place, { checksEnd: true })).toMatchObject({
          from: 'log',
          problem: 'may not be read (permission denied)',
        });
      },
    );
    await onDisk(
      program,
      failingDisk(disk, 'open', 'EACCES', (path) => path === join(directory, 'digest.json')),
      () => {
        expect(readDigest(root, place, { checksEnd: true })).toMatchObject({ from: 'log', problem: null });
      },
    );
    rmSync(log);
    expect(readDigest(root, place, { checksEnd: true })).toMatchObject({ from: 'log', problem: 'is missing' });
    writeFileSync(join(directory, 'digest.json'), 'no digest');
    expect(readDigest(root, place, { checksEnd: true }).from).toBe('log');
    rmSync(join(directory, 'digest.json'));
    expect(readDigest(root, place, { checksEnd: true }).from).toBe('log');
  });
});

describe('a seal', () => {
  it('of any size is read whole', async () => {
    const { root, directory, place } = await closedItem();
    const { digest } = readDigest(root, place, { checksEnd: true });
    const participants = Array.from({ length: 2_000 }, (_, n) => ({
      name: `author ${n}`,
      events: 1,
      approvals: 0,
      requests: 0,
    }));
    const text = serializeDigest({ ...digest, participants });
    expect(text.length).toBeGreaterThan(64 * 1024);
    writeFileSync(join(directory, 'digest.json'), text);
    const read = readDigest(root, place, { checksEnd: true });
    expect([read.from, read.digest.participants.length]).toEqual(['seal', 2_000]);
  });

  it('of an item that is not closed is not asked', async () => {
    const { root, directory, place } = await closedItem();
    const open = { ...place, status: 'open' } as const;
    renameSync(directory, join(root, 'open', place.id));
    expect(readDigest(root, open, { checksEnd: true })).toMatchObject({ from: 'log', problem: null });
  });
});

describe('the digest of one of many items', () => {
  const readOne = (root: string, place: ItemPlace) => readDigest(root, place, { checksEnd: false });

  it('is its seal as long as the log is as long as it says', async () => {
    const { root, place, log } = await closedItem();
    expect(readOne(root, place)).toMatchObject({ from: 'seal', problem: null });
    appendFileSync(log, `\n${oldEvent()}`);
    expect(readOne(root, place)).toMatchObject({ from: 'log', problem: null });
  });

  it('is folded from the log where nobody can tell how long that is', async () => {
    const { root, place, log } = await closedItem();
    await onDisk(program, failingDisk(disk, 'lstat', 'EIO'), () => {
      expect(readOne(root, place).from).toBe('log');
    });
    rmSync(log);
    expect(readOne(root, place)).toMatchObject({ from: 'log', problem: 'is missing' });
  });
});

describe('the ends of a log', () => {
  const place = { status: 'open', id: A } as const;
  const kinds = (root: string): string[][] => {
    const { first, last } = readTimeline(root, place);
    return [first, last].map((events) => events.map(({ kind }) => kind));
  };

  it('are all of a short one, and the first and last events of a long one', () => {
    const { root } = temporaryProject();
    const plan = oldEvent({ kind: 'plan', heading: 'Plan' });
    writeItem(root, { id: A, thread: `${plan}\n${oldEvent()}` });
    expect(kinds(root)).toEqual([['plan', 'comment'], []]);
    const large = oldEvent({ kind: 'decision', heading: 'Decision', body: 'x'.repeat(100_000) });
    writeItem(root, { id: A, thread: [plan, oldEvent(), large, oldEvent({ kind: 'fix' })].join('\n') });
    expect(kinds(root)).toEqual([['plan', 'comment'], ['fix']]);
    writeItem(root, { id: A, thread: [plan, large].join('\n') });
    expect(kinds(root)).toEqual([['plan'], []]);
  });

  it('are none where there is no log to read', async () => {
    const { root } = temporaryProject();
    const log = join(writeItem(root, { id: A }), 'thread.md');
    const none = [[], []];
    rmSync(log);
    expect(kinds(root)).toEqual(none);
    symlinkSync('item.md', log);
    expect(kinds(root)).toEqual(none);
    rmSync(log);
    execFileSync('mkfifo', [log]);
    expect(kinds(root)).toEqual(none);
    rmSync(log);
    mkdirSync(log);
    expect(kinds(root)).toEqual(none);
  });
});
