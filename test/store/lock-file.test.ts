import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { disk } from '../../src/store/disk.ts';
import { publish, readLock, writeDraft } from '../../src/store/lock-file.ts';
import { isDead, type LockOwner, newOwner, parseOwner, retireOwner } from '../../src/store/lock-owner.ts';
import { lockFacts, removeLock } from '../../src/store/unlock.ts';
import { acquireLock } from '../../src/store/with-lock.ts';
import { failingDisk } from '../support/failing-disk.ts';
import { onDisk } from '../support/on-disk.ts';
import * as program from '../support/store-program.ts';
import { temporaryProject } from '../support/temporary-project.ts';
import { thrownBy } from '../support/thrown-by.ts';

const lockIn = (): string => join(temporaryProject({ init: false }).path, '.lock');

describe('what stands under the name of a lock and is none', () => {
  it.each<[string, (lock: string) => void, string]>([
    ['a symbolic link', (lock) => symlinkSync('elsewhere', lock), 'is a symbolic link'],
    ['a directory', (lock) => mkdirSync(lock), 'is no regular file'],
    ['a FIFO', (lock) => void execFileSync('mkfifo', [lock]), 'is no regular file'],
  ])('%s is refused, left alone and named', (_name, put, reason) => {
    const lock = lockIn();
    put(lock);
    expect(readLock(lock)).toEqual({ kind: 'foreign', reason });
    for (const take of [() => acquireLock(lock, { timeout: 0 }), () => lockFacts(lock)]) {
      expect(thrownBy(take)).toMatchObject({ code: 'locked', message: `the lock ${lock} ${reason}` });
    }
    expect(removeLock(lock, true)).toBe(false);
    expect(readdirSync(join(lock, '..'))).toEqual(['.lock']);
  });

  describe('a record that may not be opened', () => {
    const refused = failingDisk(disk, 'open', 'EACCES');

    it('is of somebody unknown, and gone when it is gone', async () => {
      const lock = lockIn();
      writeFileSync(lock, '{}');
      await onDisk(program, refused, () => {
        expect(readLock(lock)).toMatchObject({ kind: 'hidden', nonce: expect.stringMatching(/^[0-9a-f]{16}$/) });
        expect(lockFacts(lock)).toMatchObject({ state: 'held', pid: null, host: null });
        expect(removeLock(lock, false)).toBe(false);
        expect(readLock(`${lock}.not`)).toEqual({ kind: 'free' });
      });
      expect(readdirSync(join(lock, '..'))).toEqual(['.lock']);
    });

    it('is none where a directory stands', async () => {
      const lock = lockIn();
      mkdirSync(lock);
      await onDisk(program, refused, () => {
        expect(readLock(lock)).toEqual({ kind: 'foreign', reason: 'is no regular file' });
      });
    });
  });

  // A socket, and a directory on Windows.
  it.each(['ENXIO', 'EISDIR'])('what answers %s', async (code) => {
    await onDisk(program, failingDisk(disk, 'open', code), () => {
      expect(readLock('/any')).toEqual({ kind: 'foreign', reason: 'is no regular file' });
    });
  });

  it('what cannot be looked at at all is an error', async () => {
    await onDisk(program, failingDisk(disk, 'open', 'EIO'), () => {
      expect(() => readLock('/any')).toThrow('EIO');
    });
  });
});

describe('an owner', () => {
  it.each([
    '',
    'null',
    '[]',
    '{"pid":"1"}',
    '{"pid":0,"host":"h","nonce":"ab"}',
    '{"pid":2147483648,"host":"h","nonce":"ab"}',
    '{"pid":1,"nonce":"ab"}',
    '{"pid":1,"host":7,"nonce":"ab"}',
    '{"pid":1,"host":"h"}',
    '{"pid":1,"host":"h","nonce":7}',
    '{"pid":1,"host":"h","nonce":"../../x"}',
  ])('is not made of %j', (text) => {
    expect(parseOwner(text)).toBeNull();
  });

  it('of this process is alive until its lock is gone', () => {
    const owner = newOwner();
    expect(isDead(owner)).toBe(false);
    retireOwner(owner.nonce);
    expect(isDead(owner)).toBe(true);
  });

  it('that has ended and waits for its parent is dead', async () => {
    const owner = { ...newOwner(), pid: process.ppid, instance: 'other' };
    // The parent lives; what the system says of its state is changed.
    const stat = readFileSync(`/proc/${process.ppid}/stat`, 'utf8');
    const ended = { ...disk, readAll: () => Buffer.from(stat.replace(/\) \w /, ') Z ')) };
    await onDisk(program, ended, () => expect(isDead(owner)).toBe(true));
    const living = { ...owner, startTime: stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null };
    expect(isDead(living)).toBe(false);
  });

  it('is not judged by a /proc of another pid namespace, where its pid is that of another process', async () => {
    const owner = { ...newOwner(), pid: process.ppid, instance: 'other', startTime: '1' };
    expect(isDead(owner)).toBe(true);
    const outer = { ...disk, readlink: (path: string) => (path === '/proc/self' ? '1' : disk.readlink(path)) };
    await onDisk(program, outer, () => expect(isDead(owner)).toBe(false));
  });

  it('is not judged by the start of its process as another time namespace tells it', () => {
    const owner = { ...newOwner(), pid: process.ppid, instance: 'other', startTime: '1' };
    expect(isDead(owner)).toBe(true);
    expect(isDead({ ...owner, timeNamespace: 'time:[1]' })).toBe(false);
  });

  it('of whose process the system tells nothing is alive', async () => {
    const owner = { ...newOwner(), pid: process.ppid, instance: 'other' };
    const hidden = failingDisk(disk, 'open', 'EACCES', (path) => String(path).startsWith('/proc/'));
    await onDisk(program, hidden, () => expect(isDead(owner)).toBe(false));
    // A system whose stat has fewer fields.
    const short = { ...disk, readAll: () => Buffer.from('1 (x) S') };
    await onDisk(program, short, () => expect(isDead(owner)).toBe(false));
  });

  it('whose process belongs to somebody else is alive, and an error of another sort is no answer', () => {
    const owner: LockOwner = { ...newOwner(), pid: process.ppid, instance: 'other', startTime: null };
    const kill = process.kill;
    const answer = (code: string) => () => {
      throw Object.assign(new Error(code), { code });
    };
    try {
      process.kill = answer('EPERM') as unknown as typeof kill;
      expect(isDead(owner)).toBe(false);
      process.kill = answer('EINVAL') as unknown as typeof kill;
      expect(() => isDead(owner)).toThrow('EINVAL');
    } finally {
      process.kill = kill;
    }
  });
});

describe('publishing without hard links', () => {
  const noLinks = (): typeof disk => failingDisk(disk, 'link', 'ENOTSUP');

  it('of two takers one gets the name', async () => {
    const lock = lockIn();
    const [first, second] = [newOwner(), newOwner()];
    await onDisk(program, noLinks(), () => {
      for (const owner of [first, second]) writeDraft(lock, owner);
      expect(publish(lock, lock, first)).toBe(true);
      expect(publish(lock, lock, second)).toBe(false);
    });
    expect(readLock(lock)).toMatchObject({ kind: 'held', nonce: first.nonce });
  });

  it('and on a full disk nobody does, and nothing is left', async () => {
    const lock = lockIn();
    const full = failingDisk(noLinks(), 'write', 'ENOSPC', () => true, 1);
    await onDisk(program, full, () => {
      expect(() => publish(lock, lock, newOwner())).toThrow('ENOSPC');
    });
    expect(readdirSync(join(lock, '..'))).toEqual([]);
  });

  it('an error of the link itself is one', async () => {
    await onDisk(program, failingDisk(disk, 'link', 'EIO'), () => {
      expect(() => publish('/any', '/any', newOwner())).toThrow('EIO');
    });
  });
});

describe('a taker', () => {
  it('whose draft somebody cleared away writes it again', async () => {
    const lock = lockIn();
    const gone = failingDisk(disk, 'link', 'ENOENT', () => true, 1);
    // The draft is there still: it is removed as the one who took it for a leftover did.
    const link = gone.link;
    gone.link = (from, to) => {
      try {
        link(from, to);
      } catch (error) {
        disk.unlink(from);
        throw error;
      }
    };
    await onDisk(program, gone, () => acquireLock(lock, { timeout: 0 })());
    expect(readdirSync(join(lock, '..'))).toEqual([]);
  });

  it('waits for a lock that is let go between two looks', async () => {
    const lock = lockIn();
    const release = acquireLock(lock, { timeout: 0 });
    let looks = 0;
    const open = disk.open;
    const busy = {
      ...disk,
      open: (...args: Parameters<typeof open>) => {
        // Its record is asked for the first time: its owner lets go just before.
        if (args[0] === lock && looks++ === 0) release();
        return open(...args);
      },
    };
    await onDisk(program, busy, () => acquireLock(lock, { timeout: 1000 })());
    expect(looks).toBeGreaterThan(0);
  });

  it('that cannot write beside the lock is told so', () => {
    const { path } = temporaryProject({ init: false });
    writeFileSync(join(path, 'file'), '');
    expect(thrownBy(() => acquireLock(join(path, 'file', '.lock'), { timeout: 0 }))).toMatchObject({
      code: 'file-system',
    });
    chmodSync(path, 0o755);
  });
});

describe('what killed commands left beside a lock', () => {
  it('is cleared away by the next: drafts of the dead, and old ones without a text', () => {
    const lock = lockIn();
    const dead = { ...newOwner(), pid: 2 ** 30, instance: 'gone', nonce: 'a'.repeat(16) };
    writeFileSync(`${lock}.${dead.nonce}`, JSON.stringify(dead));
    writeFileSync(`${lock}.break-${dead.nonce}`, JSON.stringify(dead));
    const living = newOwner();
    writeFileSync(`${lock}.${living.nonce}`, JSON.stringify(living));
    writeFileSync(`${lock}.not-ours`, '');
    acquireLock(lock, { timeout: 0 })();
    expect(readdirSync(join(lock, '..')).sort()).toEqual([`.lock.${living.nonce}`, '.lock.not-ours'].sort());
  });

  it('is cleared away one by one where many stand, so that nobody in a crowd waits for all of them', () => {
    const lock = lockIn();
    for (const digit of '12345') {
      const dead = { ...newOwner(), pid: 2 ** 30, instance: 'gone', nonce: digit.repeat(16) };
      writeFileSync(`${lock}.${dead.nonce}`, JSON.stringify(dead));
    }
    const left: number[] = [];
    for (let owner = 0; owner < 3; owner += 1) {
      acquireLock(lock, { timeout: 0 })();
      left.push(readdirSync(join(lock, '..')).length);
    }
    expect(left).toEqual([4, 3, 0]);
  });
});

describe('unlock', () => {
  it('tells of an unreadable record what is known, and removes it by force alone', () => {
    const lock = lockIn();
    expect(lockFacts(lock)).toMatchObject({ state: 'free' });
    expect(removeLock(lock, true)).toBe(false);
    writeFileSync(lock, 'no record');
    expect(lockFacts(lock)).toMatchObject({ state: 'held', pid: null, host: null });
    expect(removeLock(lock, false)).toBe(false);
    expect(removeLock(lock, true)).toBe(true);
    expect(readdirSync(join(lock, '..'))).toEqual([]);
  });

  it('says that it could not', async () => {
    const lock = lockIn();
    writeFileSync(lock, JSON.stringify({ ...newOwner(), pid: 2 ** 30, instance: 'gone' }));
    expect(lockFacts(lock)).toMatchObject({ state: 'abandoned' });
    await onDisk(
      program,
      failingDisk(disk, 'unlink', 'EIO', (path) => path === lock),
      () => {
        expect(thrownBy(() => removeLock(lock, false))).toMatchObject({ code: 'file-system' });
      },
    );
    expect(removeLock(lock, false)).toBe(true);
  });
});
