import { describe, expect, it } from 'vitest';
import { checkChanges } from '../../src/store/check-changes.ts';
import type { Disk } from '../../src/store/disk.ts';
import { failingDisk as failing } from '../support/failing-disk.ts';
import { type MemoryDisk, systemError } from '../support/memory-disk.ts';
import { onDisk, workspaceAt } from '../support/on-disk.ts';
import { ID, LATER, ROOT, startOf } from '../support/store-operations.ts';
import * as program from '../support/store-program.ts';

const comment = (): unknown =>
  program.writeEvent(workspaceAt(program, ROOT, LATER), ID, { kind: 'comment', body: 'Odd.' }, {});
const close = (): unknown => program.close(workspaceAt(program, ROOT, LATER), ID, 'Done.', {});
const RESOLUTION = `${ROOT}/closed/${ID}/resolution.md`;

/** The error with which a step ends on a disk. */
async function failure(disk: Disk, step: () => unknown): Promise<Error> {
  try {
    await onDisk(program, disk, step);
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('it did not fail');
}

const isRecorded = (disk: MemoryDisk, status = 'open'): boolean =>
  disk.text(`${ROOT}/${status}/${ID}/thread.md`).includes('Odd.');

describe('a status directory that may not be searched', () => {
  it('refuses a change before anything is written, and says why', async () => {
    const disk = await startOf(program, 'open');
    const before = disk.tree();
    const hidden = failing(disk, 'lstat', 'EACCES', (path) => path === `${ROOT}/open/${ID}`);
    const change = { type: 'append', item: { id: ID, status: 'open' }, text: 'x', expected: null } as never;
    const error = await failure(hidden, () => checkChanges(ROOT, { id: ID, status: 'open' }, [change]));
    expect(error.message).toContain('may not be looked at');
    expect(disk.tree()).toEqual(before);
  });
});

describe('a directory that cannot be synced', () => {
  /** Directories are opened for nothing else. */
  function directories(disk: MemoryDisk) {
    const files = new Set<unknown>();
    const open = disk.open;
    disk.open = (path, flags, mode) => {
      const file = open(path, flags, mode);
      if (disk.lstat(path).isDirectory()) files.add(file);
      return file;
    };
    return (file: unknown): boolean => files.has(file);
  }

  it.each(['EINVAL', 'EPERM', 'EISDIR', 'EBADF', 'ENOTSUP'])('is no error (%s)', async (code) => {
    const disk = await startOf(program, 'open');
    await onDisk(program, failing(disk, 'fsync', code, directories(disk)), close);
    expect(disk.text(RESOLUTION)).toBe('Done.\n');
  });

  it.each(['EISDIR', 'EACCES', 'EPERM'])('nor opened (%s)', async (code) => {
    const disk = await startOf(program, 'open');
    const isDirectory = (path: unknown): boolean => disk.has(String(path)) && disk.lstat(String(path)).isDirectory();
    await onDisk(program, failing(disk, 'open', code, isDirectory), close);
    expect(disk.text(RESOLUTION)).toBe('Done.\n');
  });

  it('because the device reports an error is one, with what was done and what follows', async () => {
    const disk = await startOf(program, 'open');
    const error = await failure(failing(disk, 'fsync', 'EIO', directories(disk)), close);
    expect(error).toMatchObject({ code: 'partly-applied', hint: 'the next command finishes it' });
    expect(error.message).toContain(`${ID}: recorded, but not fully applied`);
  });
});

describe('a rename that a reader blocks', () => {
  it.each(['EPERM', 'EACCES', 'EBUSY'])('is tried again (%s)', async (code) => {
    const disk = await startOf(program, 'open');
    await onDisk(
      program,
      failing(disk, 'rename', code, () => true, 3),
      close,
    );
    expect(disk.has(`${ROOT}/closed/${ID}/resolution.md`)).toBe(true);
  });

  it('for ever is refused; the next command does it', async () => {
    const disk = await startOf(program, 'open');
    const error = await failure(failing(disk, 'rename', 'EBUSY'), close);
    expect(error).toMatchObject({ code: 'partly-applied' });
    expect(disk.has(`${ROOT}/open/${ID}`)).toBe(true);
    await onDisk(program, disk, () => program.settle(workspaceAt(program, ROOT, LATER), ID));
    expect(disk.text(`${ROOT}/closed/${ID}/resolution.md`)).toBe('Done.\n');
    expect(disk.has(`${ROOT}/.tmp`)).toBe(false);
  });
});

describe('a file system without hard links', () => {
  it.each(['EPERM', 'ENOTSUP', 'ENOSYS'])('has a lock all the same (%s)', async (code) => {
    const disk = await startOf(program, 'open');
    const odd = failing(disk, 'link', code);
    await onDisk(program, odd, () => {
      const release = program.acquireLock(`${ROOT}/.lock`, { timeout: 0 });
      expect(() => program.acquireLock(`${ROOT}/.lock`, { timeout: 0 })).toThrow('holds the lock');
      release();
    });
    await onDisk(program, odd, comment);
    expect(isRecorded(disk)).toBe(true);
    expect(Object.keys(disk.tree()).filter((path) => path.includes('.lock'))).toEqual([]);
  });
});

describe('an error of the disk', () => {
  it.each([
    ['ENAMETOOLONG', 'the path is too long'],
    ['EROFS', 'the file system is read-only'],
    ['EDQUOT', 'the disk quota is used up'],
    ['EWHATEVER', 'EWHATEVER'],
  ])('is told in words (%s)', async (code, words) => {
    const disk = await startOf(program, 'open');
    const before = disk.tree();
    const error = await failure(failing(disk, 'mkdir', code), comment);
    expect(error).toMatchObject({ code: 'file-system' });
    expect(error.message).toContain(`${words} (${code}); nothing was changed`);
    expect(disk.tree()).toEqual(before);
  });

  it('while an append is taken back says that the log may be torn', async () => {
    const disk = await startOf(program, 'open');
    const odd = { ...failing(disk, 'fsync', 'EIO', (file) => file === log), truncate: () => broken() } as Disk;
    let log = 0;
    odd.open = (path, flags, mode) => {
      const file = disk.open(path, flags, mode);
      if (path.endsWith('/thread.md') && flags !== 0 && flags % 4 === 1) log = file;
      return file;
    };
    const broken = (): never => {
      throw systemError('EIO');
    };
    const error = await failure(odd, comment);
    expect(error).toMatchObject({ code: 'partly-applied' });
    expect(error.message).toContain('an event that was not recorded may stand at its end');
    await onDisk(program, disk, () => program.settle(workspaceAt(program, ROOT, LATER), ID));
    expect(disk.has(`${ROOT}/.tmp`)).toBe(false);
  });
});

describe('what a killed edit left', () => {
  /** A tree in which an edit was killed after its event was recorded. */
  async function cutEdit(): Promise<MemoryDisk> {
    const disk = await startOf(program, 'open');
    const edit = (): unknown => program.edit(workspaceAt(program, ROOT, LATER), ID, { title: 'New' }, {});
    await failure(failing(disk, 'rename', 'EIO'), edit);
    return disk;
  }

  it('is put into place', async () => {
    const disk = await cutEdit();
    await onDisk(program, disk, () => program.settle(workspaceAt(program, ROOT, LATER), ID));
    expect(disk.text(`${ROOT}/open/${ID}/item.md`)).toContain('\ntitle: New\n');
  });

  it('is kept beside an item.md that somebody has changed since, and told', async () => {
    const disk = await cutEdit();
    disk.put(`${ROOT}/open/${ID}/item.md`, (text) => text.replace('Text.', 'By hand.'));
    const notices: string[] = [];
    await onDisk(program, disk, () => program.settle(workspaceAt(program, ROOT, LATER, notices), ID));
    expect(disk.text(`${ROOT}/open/${ID}/item.md`)).toContain('By hand.');
    const kept = Object.keys(disk.tree()).find((path) => /\/item\.edit-[0-9a-f]{16}\.md$/.test(path)) ?? '';
    expect(disk.text(kept)).toContain('\ntitle: New\n');
    expect(notices).toEqual([expect.stringContaining('item.md has changed since an edit that was cut short')]);
  });

  it('stays where it is while the item cannot be read', async () => {
    const disk = await cutEdit();
    disk.unlink(`${ROOT}/open/${ID}/item.md`);
    const notices: string[] = [];
    const other = (): unknown => program.whileLocked(workspaceAt(program, ROOT, LATER, notices), () => {});
    await onDisk(program, disk, other);
    expect(notices).toEqual([expect.stringContaining('cannot be finished')]);
    expect(disk.has(`${ROOT}/.tmp/${ID}`)).toBe(true);
  });

  it('of an item that is gone is cleared away', async () => {
    const disk = await cutEdit();
    disk.rename(`${ROOT}/open/${ID}`, '/project/elsewhere');
    await onDisk(program, disk, () => program.whileLocked(workspaceAt(program, ROOT, LATER), () => {}));
    expect(disk.has(`${ROOT}/.tmp`)).toBe(false);
  });
});
