import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { applyChanges } from '../../src/store/apply-changes.ts';
import { disk } from '../../src/store/disk.ts';
import { errorCode } from '../../src/store/error-code.ts';
import { fileSystemError } from '../../src/store/file-system-error.ts';
import { gitMode } from '../../src/store/git-mode.ts';
import { initRoot } from '../../src/store/init-root.ts';
import { listItems } from '../../src/store/list-items.ts';
import { locateRoot } from '../../src/store/locate-root.ts';
import { newOwner } from '../../src/store/lock-owner.ts';
import { readDetail } from '../../src/store/read-detail.ts';
import { readLegacyTracker } from '../../src/store/read-legacy-tracker.ts';
import { readListedSummary } from '../../src/store/read-listed-summary.ts';
import { readItems } from '../../src/store/read-tree.ts';
import { removeLegacyFiles } from '../../src/store/remove-legacy-files.ts';
import { replaceFile } from '../../src/store/replace-file.ts';
import { resolveRef } from '../../src/store/resolve-ref.ts';
import { withStaging, writeNewFile } from '../../src/store/staging.ts';
import { syncDirectory } from '../../src/store/sync-directory.ts';
import { removeLock } from '../../src/store/unlock.ts';
import { acquireLock } from '../../src/store/with-lock.ts';
import { TicketsError } from '../../src/tickets/tickets-error.ts';
import { failingDisk } from '../support/failing-disk.ts';
import type { MemoryDisk } from '../support/memory-disk.ts';
import { systemError } from '../support/memory-disk.ts';
import { onDisk, workspaceAt } from '../support/on-disk.ts';
import { ID, LATER, ROOT, startOf } from '../support/store-operations.ts';
import * as program from '../support/store-program.ts';
import { temporaryProject } from '../support/temporary-project.ts';
import { thrownBy } from '../support/thrown-by.ts';
import { writeItem } from '../support/write-item.ts';

const A = '20260530-053259-a';
const B = '20260530-053259-b';
const C = '20260530-053259-c';
const at = (disk: MemoryDisk, step: (workspace: program.Workspace) => unknown): Promise<unknown> =>
  onDisk(program, disk, () => step(workspaceAt(program, ROOT, LATER)));
const comment = (workspace: program.Workspace): unknown =>
  program.writeEvent(workspace, ID, { kind: 'comment', body: 'Text.' }, {});

describe('a change', () => {
  it('of an item that has no log yet makes one', async () => {
    const disk = await startOf(program, 'open');
    disk.unlink(`${ROOT}/open/${ID}/thread.md`);
    await at(disk, comment);
    expect(disk.text(`${ROOT}/open/${ID}/thread.md`)).toContain('Text.');
  });

  it('makes the status directory that it needs, be it for a move or a new item', async () => {
    const disk = await startOf(program, 'open');
    await at(disk, (workspace) => program.setStatus(workspace, ID, { status: 'pending' }, {}));
    expect(disk.has(`${ROOT}/pending/${ID}/item.md`)).toBe(true);
    const bare = await startOf(program, 'bare');
    await at(bare, (workspace) => program.create(workspace, { title: 'New', slug: 'new' }));
    expect(bare.readdir(`${ROOT}/open`)).toHaveLength(1);
  });

  it('moves an item over what git left of its directory', async () => {
    const disk = await startOf(program, 'open');
    disk.settle(`${ROOT}/closed/${ID}/artifacts/deep`);
    await at(disk, (workspace) => program.close(workspace, ID, 'Done.', {}));
    expect(disk.has(`${ROOT}/closed/${ID}/resolution.md`)).toBe(true);
    expect(disk.has(`${ROOT}/closed/${ID}/artifacts/deep`)).toBe(false);
  });

  it('makes an item with files that may be run', () => {
    const { root } = temporaryProject();
    const files = { 'artifacts/run': 'x', 'artifacts/read': 'y' };
    applyChanges(root, [
      { type: 'create-item', item: { id: ID, status: 'open' }, files, executable: ['artifacts/run'] },
    ]);
    const modes = Object.keys(files).map((name) => gitMode(join(root, 'open', ID, name))?.mode);
    expect(modes).toEqual(['100755', '100644']);
  });

  it.each<[string, (disk: MemoryDisk) => void]>([
    ['a file for the status directory', (disk) => disk.create(`${ROOT}/pending`, '')],
    ['a file at the target', (disk) => disk.settle(`${ROOT}/pending`).create(`${ROOT}/pending/${ID}`, '')],
  ])('is refused before anything is written: %s', async (_name, put) => {
    const disk = await startOf(program, 'open');
    put(disk);
    const before = disk.tree();
    await expect(
      at(disk, (workspace) => program.setStatus(workspace, ID, { status: 'pending' }, {})),
    ).rejects.toBeInstanceOf(TicketsError);
    expect(disk.tree()).toEqual(before);
  });

  it('of an item that is not there, or of what is no file, is refused', async () => {
    const disk = await startOf(program, 'open');
    await onDisk(program, disk, () => {
      const nowhere = { id: ID, status: 'closed' } as const;
      const write = { type: 'write', item: nowhere, file: 'resolution.md', text: '' } as const;
      expect(thrownBy(() => applyChanges(ROOT, [write]))).toMatchObject({
        message: expect.stringContaining('is no directory'),
      });
      disk.mkdir(`${ROOT}/open/${ID}/resolution.md`);
      const open = { id: ID, status: 'open' } as const;
      expect(thrownBy(() => applyChanges(ROOT, [{ ...write, item: open }]))).toMatchObject({
        message: expect.stringContaining('is no regular file'),
      });
    });
    disk.rmdir(`${ROOT}/open/${ID}/resolution.md`);
    const file = disk.open(`${ROOT}/open/${ID}/item.md`, 1);
    disk.write(file, Buffer.from([0xff]), 0, 1);
    await expect(at(disk, comment)).rejects.toMatchObject({ message: expect.stringContaining('is not valid UTF-8') });
  });

  it('that an earlier command left unfinished stays so where the disk fails again', async () => {
    const disk = await startOf(program, 'open');
    const failing = failingDisk(disk, 'rename', 'EIO');
    const edit = (): unknown => program.edit(workspaceAt(program, ROOT, LATER), ID, { title: 'New' }, {});
    await expect(onDisk(program, failing, edit)).rejects.toMatchObject({ code: 'partly-applied' });
    const notices: string[] = [];
    const other = (): unknown => program.whileLocked(workspaceAt(program, ROOT, LATER, notices), () => {});
    await onDisk(program, failing, other);
    expect(notices).toEqual([expect.stringContaining('cannot be finished')]);
    await expect(onDisk(program, failing, edit)).rejects.toMatchObject({ code: 'file-system' });
    expect(disk.has(`${ROOT}/.tmp/${ID}`)).toBe(true);
  });

  it('is built in a directory, where nothing else stands', () => {
    const { root } = temporaryProject();
    writeFileSync(join(root, '.tmp'), 'kept');
    expect(() => withStaging(root, 'x', () => {})).toThrow('is no directory');
    expect(readFileSync(join(root, '.tmp'), 'utf8')).toBe('kept');
  });

  it('keeps the mode of what it replaces, or fails if that cannot be seen', async () => {
    const { root } = temporaryProject();
    const path = join(root, 'run');
    replaceFile(root, path, 'x', { executable: true });
    replaceFile(root, path, 'y');
    replaceFile(root, path, 'z', { executable: true });
    replaceFile(root, join(root, 'read'), 'x');
    expect([gitMode(path)?.mode, gitMode(join(root, 'read'))?.mode]).toEqual(['100755', '100644']);
    await onDisk(program, failingDisk(disk, 'stat', 'EIO'), () => {
      expect(() => writeNewFile(join(root, 'new'), 'x', path)).toThrow('EIO');
    });
  });

  it('is not durable where its directory cannot be opened for want of memory', async () => {
    await onDisk(program, failingDisk(disk, 'open', 'ENOMEM'), () => {
      expect(() => syncDirectory('/any')).toThrow('ENOMEM');
    });
  });
});

describe('an error', () => {
  it('of the system is known by its code, those of Node and ours are none', () => {
    const coded = (code: unknown): Error => Object.assign(new Error('x'), { code });
    expect(
      [coded('ENOENT'), coded('ERR_INVALID'), coded(7), new Error('x'), 'ENOENT', coded('locked')].map(errorCode),
    ).toEqual(['ENOENT', undefined, undefined, undefined, undefined, undefined]);
  });

  it('that names no path is told of the path that was worked on', () => {
    const error = Object.assign(new Error('EIO'), { code: 'EIO' });
    expect(fileSystemError(error, '/root')).toMatchObject({ message: expect.stringContaining('cannot write /root') });
    expect(fileSystemError(systemError('EIO'), '/root')).toMatchObject({ message: expect.stringContaining('/root') });
  });
});

describe('a root', () => {
  it('is made, and what is there already is left', () => {
    const { root } = temporaryProject({ init: false });
    expect(initRoot(root)).toEqual(['open/', 'pending/', 'closed/']);
    expect(initRoot(root)).toEqual([]);
    rmSync(join(root, 'open', '.gitkeep'));
    expect(initRoot(root)).toEqual(['open/.gitkeep']);
    rmSync(join(root, 'closed'), { recursive: true });
    expect(initRoot(root, { gitkeep: false })).toEqual(['closed/']);
    expect(readdirSync(join(root, 'closed'))).toEqual([]);
  });

  it('is not made where items stand in another layout, nor where the disk fails', async () => {
    const { root } = temporaryProject({ init: false });
    writeItem(root, { id: A, status: '' });
    expect(thrownBy(() => initRoot(root))).toMatchObject({ code: 'other-layout' });
    const other = temporaryProject({ init: false });
    await onDisk(program, failingDisk(disk, 'open', 'EIO'), () => {
      expect(thrownBy(() => initRoot(other.root))).toMatchObject({ code: 'partly-applied' });
    });
    const keep = failingDisk(disk, 'open', 'ENOSPC', (name) => String(name).endsWith('/.gitkeep'));
    await onDisk(program, keep, () => {
      expect(thrownBy(() => initRoot(other.root))).toMatchObject({
        message: expect.stringContaining('the disk is full'),
      });
    });
  });

  it('is the one that is named, or the nearest above; an empty tree is never taken for one', () => {
    const { path, root, write } = temporaryProject();
    const find = (cwd: string, options: { root?: string; env?: Record<string, string> } = {}) =>
      locateRoot({ cwd, env: {}, ...options }).path;
    write('deep/er/file', '');
    expect(find(join(path, 'deep/er'))).toBe(root);
    expect(find('/', { env: { WORK_ITEMS_DIR: root } })).toBe(root);
    expect(find('/', { env: { TICKETS_ROOT: root, WORK_ITEMS_DIR: '/none' } })).toBe(root);
    const refused = (name: string): unknown => thrownBy(() => find(path, { root: name }));
    expect(refused('none')).toMatchObject({ message: `${path}/none (from --root) does not exist` });
    expect(refused('deep/er/file')).toMatchObject({ message: expect.stringContaining('is no directory') });
    expect(refused('deep')).toMatchObject({ message: expect.stringContaining('holds none of') });
    expect(refused('.')).toMatchObject({ hint: `did you mean ${root}?` });
    expect(thrownBy(() => find('/'))).toMatchObject({ code: 'no-root' });
  });

  it('in another layout is told, with how many items stand in it', () => {
    const { path, root } = temporaryProject({ init: false });
    writeItem(root, { id: A, status: '' });
    const find = (): unknown => thrownBy(() => locateRoot({ cwd: path, env: {} }));
    expect(find()).toMatchObject({ code: 'other-layout', message: expect.stringContaining('1 item stands') });
    writeItem(root, { id: B, status: '' });
    expect(find()).toMatchObject({ message: expect.stringContaining('2 items stand') });
    mkdirSync(join(root, 'open'));
    expect(listItems(root).problems.map(({ message }) => message)).toEqual([
      expect.stringContaining('2 items stand directly in the root'),
    ]);
  });
});

describe('reading', () => {
  it('counts an item that a husk of it stands beside once, and names with a dot not at all', () => {
    const { root } = temporaryProject();
    writeItem(root, { id: A });
    mkdirSync(join(root, 'closed', A, 'artifacts'), { recursive: true });
    mkdirSync(join(root, 'open', '.hidden'));
    expect(listItems(root).items.map(({ id }) => id)).toEqual([A]);
    expect(readDetail(root, { status: 'closed', id: A })).toBeNull();
    rmSync(join(root, 'open', A, 'artifacts'), { recursive: true });
    expect(readDetail(root, { status: 'open', id: A })?.artifacts).toEqual([]);
    mkdirSync(join(root, 'open', A, 'artifacts', 'deep'), { recursive: true });
    writeFileSync(join(root, 'open', A, 'artifacts', 'deep', 'file'), '');
    expect(readDetail(root, { status: 'open', id: A })?.artifacts).toEqual(['deep/file']);
  });

  it('gives the same in whatever order a directory has its names', async () => {
    const { path, root } = temporaryProject({ init: false });
    for (const id of [A, B, '20260530-053259-c']) writeItem(root, { id });
    const list = disk.readdir;
    const sorted = (name: string) => list(name).sort((a, b) => (a.name < b.name ? -1 : 1));
    const orders: (typeof disk.readdir)[] = [
      sorted,
      (name) => sorted(name).reverse(),
      // Neither one way nor the other.
      (name) => [...sorted(name).slice(1), ...sorted(name).slice(0, 1)],
    ];
    const seen: unknown[] = [];
    for (const readdir of orders) {
      await onDisk(program, { ...disk, readdir }, () => {
        const [item] = readItems(root, [{ status: 'open', id: A }]);
        const legacy = readLegacyTracker({
          project: path,
          todoPath: 'TODO.md',
          ticketsPath: 'work-items',
          root: '/none',
        });
        seen.push([
          listItems(root).items.map(({ id }) => id),
          item?.entries,
          legacy.entries.map((entry) => entry.path),
        ]);
      });
    }
    expect(seen[1]).toEqual(seen[0]);
    expect(seen[2]).toEqual(seen[0]);
  });

  it('tells of a link in the place of item.md, and goes on', () => {
    const { root } = temporaryProject();
    const directory = writeItem(root, { id: A });
    rmSync(join(directory, 'item.md'));
    symlinkSync('thread.md', join(directory, 'item.md'));
    const [item] = readItems(root, [{ status: 'open', id: A }]);
    expect(item?.unreadable).toEqual([{ path: `open/${A}/item.md`, reason: 'is a symbolic link' }]);
    expect([item?.item, item?.thread?.name]).toEqual([null, 'thread.md']);
  });

  it('lists an item that is no UTF-8, or that has no end of its front matter, with what can be read', () => {
    const { root } = temporaryProject();
    const broken = writeItem(root, { id: A });
    writeFileSync(join(broken, 'item.md'), Buffer.concat([readFileSync(join(broken, 'item.md')), Buffer.from([0xff])]));
    const open = writeItem(root, { id: B });
    writeFileSync(join(open, 'item.md'), '---\ntitle: Open\n');
    const foreign = writeItem(root, { id: C });
    writeFileSync(join(foreign, 'item.md'), '---\ntitle: Öffnen\n');
    expect(listItems(root).items.map(({ id, title }) => [id, title])).toEqual([
      [A, 'Title'],
      [B, 'Open'],
      [C, 'Öffnen'],
    ]);
    expect(readListedSummary(root, { status: 'open', id: C })).toMatchObject({ title: 'Öffnen', readable: false });
  });

  it('lists a title in any script as it stands, for one look at the file', async () => {
    const { root } = temporaryProject();
    writeItem(root, { id: A, title: '検索が遅い', body: 'Körper.\n\n---\n' });
    const { open } = disk;
    const opened: string[] = [];
    const counting: typeof disk = {
      ...disk,
      open: (...args) => {
        opened.push(args[0]);
        return open(...args);
      },
    };
    const summary = await onDisk(program, counting, () => readListedSummary(root, { status: 'open', id: A }));
    expect(summary).toMatchObject({ title: '検索が遅い', slug: 'a', readable: true, problems: [] });
    expect(opened).toHaveLength(1);
  });

  it('finds a slug that stands anywhere in a front matter', () => {
    const { root } = temporaryProject();
    const directory = writeItem(root, { id: A });
    const text = readFileSync(join(directory, 'item.md'), 'utf8');
    writeFileSync(join(directory, 'item.md'), text.replace('slug: a\n', '').replace('kind:', 'slug: moved\nkind:'));
    expect(readListedSummary(root, { status: 'open', id: A })?.slug).toBe('moved');
  });

  it('names the items that a reference fits even if they go away at that moment', async () => {
    const { root } = temporaryProject();
    for (const id of [A, B]) rmSync(join(writeItem(root, { id }), 'thread.md'));
    await onDisk(program, failingDisk(disk, 'open', 'ENOENT'), () => {
      expect(thrownBy(() => resolveRef(root, '20260530-053259'))).toMatchObject({ code: 'ambiguous' });
    });
  });

  it('finds no directory of tickets to remove', () => {
    const { path } = temporaryProject({ init: false });
    removeLegacyFiles(path, 'tickets', [{ path: 'tickets/a.md', bytes: Buffer.from('x'), text: 'x', validUtf8: true }]);
    expect(readdirSync(path)).toEqual([]);
  });
});

describe('a lock', () => {
  it('that cannot be looked at, or not be published, is an error with nothing left behind', async () => {
    const { path } = temporaryProject({ init: false });
    const lock = join(path, '.lock');
    for (const call of ['lstat', 'link'] as const) {
      await onDisk(program, failingDisk(disk, call, 'EIO'), () => {
        expect(thrownBy(() => acquireLock(lock, { timeout: 0 }))).toMatchObject({ code: 'file-system' });
      });
      expect(readdirSync(path)).toEqual([]);
    }
  });

  it('that somebody takes right after it was removed is theirs', async () => {
    const { path } = temporaryProject({ init: false });
    const lock = join(path, '.lock');
    writeFileSync(lock, 'no record');
    const { unlink } = disk;
    const next = newOwner();
    const taking = {
      ...disk,
      unlink: (name: string) => {
        unlink(name);
        if (name === lock) writeFileSync(lock, JSON.stringify(next));
      },
    };
    await onDisk(program, taking, () => expect(removeLock(lock, true)).toBe(true));
    expect(JSON.parse(readFileSync(lock, 'utf8'))).toEqual({ ...next });
  });

  /** The lock of a process that starts on another disk: what is known of oneself is asked for once. */
  async function onSystem(change: (real: typeof disk) => Partial<typeof disk>) {
    vi.resetModules();
    const { disk: fresh } = await import('../../src/store/disk.ts');
    const { acquireLock: acquire } = await import('../../src/store/with-lock.ts');
    const { newOwner: own } = await import('../../src/store/lock-owner.ts');
    const before = { ...fresh };
    Object.assign(fresh, change(before));
    return { acquire, own, reset: () => Object.assign(fresh, before) };
  }

  it('works in a system without /proc: a process that is gone is dead, one that is there is not', async () => {
    const { path } = temporaryProject({ init: false });
    const lock = join(path, '.lock');
    const noProc = (name: string): never => {
      throw systemError('ENOENT', name);
    };
    const { acquire, own, reset } = await onSystem(({ open }) => ({
      open: (name, flags, mode) => (name.startsWith('/proc/') ? noProc(name) : open(name, flags, mode)),
      readlink: noProc,
    }));
    try {
      expect(own()).toMatchObject({ startTime: null, bootId: null, pidNamespace: null });
      const release = acquire(lock, { timeout: 0 });
      const record = JSON.parse(readFileSync(lock, 'utf8'));
      expect(thrownBy(() => acquire(lock, { timeout: 0 }))).toMatchObject({ code: 'locked' });
      release();
      writeFileSync(lock, JSON.stringify({ ...record, instance: 'other', pid: process.ppid }));
      expect(thrownBy(() => acquire(lock, { timeout: 0 }))).toMatchObject({ code: 'locked' });
      writeFileSync(lock, JSON.stringify({ ...record, instance: 'other', pid: 2 ** 30 }));
      acquire(lock, { timeout: 0 })();
      expect(readdirSync(path)).toEqual([]);
    } finally {
      reset();
    }
  });

  it.each(['open', 'readlink'] as const)(
    'does not take a fault of ours for a system without /proc (%s)',
    async (call) => {
      const { own, reset } = await onSystem((real) => ({
        [call]: (name: string, ...rest: [number]) => {
          if (name.startsWith('/proc/')) throw new TypeError('a bug');
          return (real[call] as (...args: unknown[]) => unknown)(name, ...rest);
        },
      }));
      try {
        expect(() => own()).toThrow('a bug');
      } finally {
        reset();
      }
    },
  );
});
