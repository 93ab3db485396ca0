import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { appendFile } from '../../src/store/append-file.ts';
import { checkChanges } from '../../src/store/check-changes.ts';
import { checkPath } from '../../src/store/check-path.ts';
import { disk } from '../../src/store/disk.ts';
import { isDraftInProgress } from '../../src/store/draft-in-progress.ts';
import { dropDraftsBeside } from '../../src/store/drop-drafts-beside.ts';
import { fileKind } from '../../src/store/file-kind.ts';
import { gitMode } from '../../src/store/git-mode.ts';
import { newOwner } from '../../src/store/lock-owner.ts';
import { makeDirectory } from '../../src/store/make-directory.ts';
import { overwriteFile } from '../../src/store/overwrite-file.ts';
import { readFile, readListedText, readSmallFile, readText } from '../../src/store/read-file.ts';
import { readThreadTail } from '../../src/store/read-thread-tail.ts';
import { tolerate } from '../../src/store/tolerate.ts';
import { writeOutput } from '../../src/store/write-output.ts';
import { readSettings, writeSettings } from '../../src/store/write-settings.ts';
import { failingDisk } from '../support/failing-disk.ts';
import { onDisk } from '../support/on-disk.ts';
import * as program from '../support/store-program.ts';
import { temporaryProject } from '../support/temporary-project.ts';
import { thrownBy } from '../support/thrown-by.ts';

const ID = '20260601-090000-item';
const directory = (): string => temporaryProject({ init: false }).path;

describe('what stands at a path', () => {
  it('is told without following links', () => {
    const path = directory();
    writeFileSync(join(path, 'file'), '');
    symlinkSync('file', join(path, 'link'));
    execFileSync('mkfifo', [join(path, 'fifo')]);
    const kinds = ['file', 'link', 'fifo', '.', 'none', 'file/below'].map((name) => fileKind(join(path, name)));
    expect(kinds).toEqual(['file', 'symlink', 'other', 'directory', 'missing', 'missing']);
  });

  it.each<[string, string]>([
    ['EACCES', 'hidden'],
    ['EPERM', 'hidden'],
  ])('is hidden where the directory may not be searched (%s)', async (code, kind) => {
    await onDisk(program, failingDisk(disk, 'lstat', code), () => expect(fileKind('/any')).toBe(kind));
  });

  it('is not guessed where the device fails', async () => {
    await onDisk(program, failingDisk(disk, 'lstat', 'EIO'), () => {
      expect(() => fileKind('/any')).toThrow('EIO');
      expect(() => gitMode('/any')).toThrow('EIO');
      expect(() => isDraftInProgress('/any', 'x', '/any/.lock', new Date())).toThrow('EIO');
    });
  });

  it('is what git would take it for', () => {
    const path = directory();
    writeFileSync(join(path, 'plain'), '');
    writeFileSync(join(path, 'script'), '', { mode: 0o755 });
    symlinkSync('plain', join(path, 'link'));
    const modes = ['plain', 'script', 'link', '.', 'none', 'plain/below'].map((name) => gitMode(join(path, name)));
    expect(modes).toEqual([
      { mode: '100644', link: null },
      { mode: '100755', link: null },
      { mode: '120000', link: 'plain' },
      null,
      null,
      null,
    ]);
  });
});

describe('reading', () => {
  it('says why there is nothing to read', () => {
    const path = directory();
    symlinkSync('elsewhere', join(path, 'link'));
    execFileSync('mkfifo', [join(path, 'fifo')]);
    const reasons = ['none', 'link', 'fifo', '.'].map((name) => readFile(join(path, name)));
    expect(reasons).toEqual([
      { kind: 'missing' },
      { kind: 'unreadable', reason: 'is a symbolic link' },
      { kind: 'unreadable', reason: 'is no regular file' },
      { kind: 'unreadable', reason: 'is no regular file' },
    ]);
    expect(readThreadTail(join(path, 'fifo'), ID, 'end')).toMatchObject({ reason: 'is no regular file' });
    expect(readThreadTail(join(path, 'link'), ID, 'end')).toMatchObject({ reason: 'is a symbolic link' });
  });

  it.each([
    ['ELOOP', 'is a symbolic link'],
    ['EACCES', 'may not be read (permission denied)'],
    ['EPERM', 'may not be read (permission denied)'],
    ['ENXIO', 'is no regular file'],
    ['EISDIR', 'is no regular file'],
    ['EIO', 'cannot be read (EIO)'],
  ])('tells %s in words', async (code, reason) => {
    await onDisk(program, failingDisk(disk, 'open', code), () => {
      expect(readText('/any')).toEqual({ kind: 'unreadable', reason });
      expect(readListedText('/any')).toEqual({ kind: 'unreadable', reason });
    });
    const path = directory();
    writeFileSync(join(path, 'file'), 'x');
    await onDisk(program, failingDisk(disk, 'read', code), () => {
      expect(readListedText(join(path, 'file'))).toEqual({ kind: 'unreadable', reason });
    });
  });

  it('throws what is no error of the system', async () => {
    const broken = {
      ...disk,
      open: () => {
        throw new TypeError('a bug');
      },
    };
    await onDisk(program, broken, () => expect(() => readFile('/any')).toThrow('a bug'));
    expect(() =>
      tolerate(() => {
        throw new TypeError('a bug');
      }),
    ).toThrow('a bug');
  });

  it('gives the same for a file of any size: empty, of one block and more, and of the sort that tells no size', () => {
    const path = directory();
    for (const size of [0, 10, 64 * 1024, 64 * 1024 + 1]) {
      const text = 'x'.repeat(size);
      writeFileSync(join(path, 'file'), text);
      expect(readText(join(path, 'file'))).toMatchObject({ text });
      expect(readListedText(join(path, 'file'))).toMatchObject({ text });
    }
    expect(readText('/proc/self/stat')).toMatchObject({ kind: 'read', text: expect.stringContaining(')') });
  });

  it('takes the short way for small files alone', async () => {
    const path = directory();
    for (const size of [0, 1, 511, 512, 513, 5000, 70_000]) {
      writeFileSync(join(path, 'file'), 'x'.repeat(size));
      const bytes = readSmallFile(join(path, 'file'));
      // A count that ends with a sector may have been cut short.
      expect(bytes?.length ?? null, String(size)).toBe(size > 0 && size < 65_536 && size % 512 !== 0 ? size : null);
    }
    expect(readSmallFile(join(path, 'none'))).toBeNull();
    const { open, read } = disk;
    for (const [name, call] of [
      ['open', open],
      ['read', read],
    ] as const) {
      await onDisk(program, failingDisk(disk, name, 'EIO'), () => {
        expect(readSmallFile(join(path, 'file'))).toBeNull();
      });
      const broken = (): never => {
        throw new TypeError('a bug');
      };
      await onDisk(program, { ...disk, [name]: broken }, () => {
        expect(() => readSmallFile(join(path, 'file'))).toThrow('a bug');
      });
      expect(disk[name]).toBe(call);
    }
  });

  it('refuses a file that fits into no string', () => {
    const path = directory();
    writeFileSync(join(path, 'file'), '');
    // Sparse: it takes no space.
    truncateSync(join(path, 'file'), 256 * 1024 * 1024 + 1);
    const reason = 'is larger than 256 MiB';
    expect(readFile(join(path, 'file'))).toEqual({ kind: 'unreadable', reason });
    for (const part of ['all', 'end'] as const) {
      expect(readThreadTail(join(path, 'file'), ID, part)).toEqual({ kind: 'unreadable', reason });
    }
  });

  it('of a file that gets shorter meanwhile ends where it ends', async () => {
    const path = directory();
    writeFileSync(join(path, 'thread.md'), 'short');
    const { fstat } = disk;
    const longer = { ...disk, fstat: (file: number) => Object.assign(fstat(file), { size: 100 }) };
    await onDisk(program, longer, () => {
      expect(readThreadTail(join(path, 'thread.md'), ID, 'all')).toMatchObject({ bytes: Buffer.from('short') });
      expect(readText(join(path, 'thread.md'))).toMatchObject({ text: 'short' });
    });
  });
});

describe('a scratch file', () => {
  it('is written over, whatever was longer in it', () => {
    const path = join(directory(), 'scratch');
    for (const text of ['a long one', 'short']) {
      overwriteFile(path, Buffer.from(text));
      expect(readFileSync(path, 'utf8')).toBe(text);
    }
  });

  it('that cannot be written is an error of the file system', async () => {
    const path = join(directory(), 'scratch');
    await onDisk(program, failingDisk(disk, 'write', 'ENOSPC'), () => {
      expect(thrownBy(() => overwriteFile(path, Buffer.from('x')))).toMatchObject({ code: 'file-system' });
    });
  });
});

describe('appending', () => {
  it('to what is no regular file is refused', () => {
    expect(() => appendFile('/dev/null', 'x')).toThrow('/dev/null is no regular file');
  });

  it('to a disk that takes nothing, and says so of no call, is a full disk', async () => {
    const path = join(directory(), 'thread.md');
    writeFileSync(path, 'old');
    await onDisk(program, { ...disk, write: () => 0 }, () => {
      expect(() => appendFile(path, 'new')).toThrow('nothing could be written');
    });
    expect(readFileSync(path, 'utf8')).toBe('old');
  });

  it('tells a fault of ours by its words, where taking it back fails as well', async () => {
    const path = join(directory(), 'thread.md');
    const broken = (): never => {
      throw new TypeError('a bug');
    };
    await onDisk(program, { ...disk, write: broken, truncate: broken }, () => {
      expect(() => appendFile(path, 'new')).toThrow('TypeError: a bug, then TypeError: a bug');
    });
  });
});

describe('paths', () => {
  it.each(['', '..', '../x', 'a/../b', 'a//b', './a', 'a/'])('%j is none in a root', (path) => {
    expect(thrownBy(() => checkPath('/any', path))).toMatchObject({ code: 'invalid-value' });
  });

  it('leave the root by no link', () => {
    const root = directory();
    symlinkSync('/', join(root, 'link'));
    expect(thrownBy(() => checkPath(root, 'link/etc/x'))).toMatchObject({ message: 'link is no directory' });
    checkPath(root, 'none/below/x');
  });

  it('of an item are made of a status and an id alone', () => {
    const { root } = temporaryProject();
    const create = (id: string, status = 'open'): unknown =>
      thrownBy(() =>
        checkChanges(root, { id, status: status as 'open' }, [
          { type: 'create-item', item: { id, status: status as 'open' }, files: {} },
        ]),
      );
    for (const id of ['..', '../../x', 'x', `${ID}/..`]) expect(create(id)).toMatchObject({ code: 'invalid-value' });
    expect(create(ID, '..')).toMatchObject({ code: 'invalid-value' });
  });

  it('that are taken are taken: by a husk nobody minds, and by anything else', () => {
    const { root } = temporaryProject();
    const item = { id: ID, status: 'open' as const };
    mkdirSync(join(root, 'open', ID));
    mkdirSync(join(root, 'closed', ID, 'artifacts'), { recursive: true });
    checkChanges(root, item, [{ type: 'move', item, to: 'closed' }]);
    writeFileSync(join(root, 'closed', ID, 'artifacts', 'kept'), '');
    expect(thrownBy(() => checkChanges(root, item, [{ type: 'move', item, to: 'closed' }]))).toMatchObject({
      code: 'exists',
    });
  });
});

describe('directories', () => {
  it('are made with those above them; what stands there already is told', () => {
    const path = directory();
    expect(makeDirectory(join(path, 'a/b/c'))).toBe(true);
    expect(makeDirectory(join(path, 'a/b/c'))).toBe(false);
    writeFileSync(join(path, 'file'), '');
    expect(() => makeDirectory(join(path, 'file'))).toThrow('EEXIST');
    expect(() => makeDirectory(join(path, 'file/below'))).toThrow('ENOTDIR');
  });

  it('that somebody else makes at the same moment are no error', async () => {
    const path = join(directory(), 'made');
    const { mkdir } = disk;
    const late = {
      ...disk,
      mkdir: (each: string) => {
        mkdir(each);
        mkdir(each);
      },
    };
    await onDisk(program, late, () => expect(makeDirectory(path)).toBe(false));
  });
});

describe('a draft of somebody', () => {
  const now = new Date('2026-06-01T09:00:00Z');
  const draftIn = (path: string, age: number): void => {
    writeFileSync(join(path, 'draft'), '');
    const time = now.getTime() / 1000 - age;
    utimesSync(join(path, 'draft'), time, time);
  };

  it.each<[string, number | null, string | null, boolean]>([
    ['that is gone', null, null, true],
    ['that is young', 5, null, true],
    ['from the future, as clocks may differ', -5, null, false],
    ['that is old, and nobody holds the lock', 60, null, false],
    ['that is old, and the owner is dead', 60, JSON.stringify({ ...newOwner(), pid: 2 ** 30, instance: 'x' }), false],
    ['that is old, and somebody holds the lock', 60, JSON.stringify(newOwner()), true],
    ['that is old, and of the owner nothing is known', 60, '', true],
  ])('%s', (_name, age, owner, expected) => {
    const path = directory();
    if (age !== null) draftIn(path, age);
    if (owner !== null) writeFileSync(join(path, '.lock'), owner);
    expect(isDraftInProgress(path, 'draft', join(path, '.lock'), now)).toBe(expected);
  });

  it('that is old, and no file is the lock', () => {
    const path = directory();
    draftIn(path, 60);
    mkdirSync(join(path, '.lock'));
    expect(isDraftInProgress(path, 'draft', join(path, '.lock'), now)).toBe(true);
  });

  it('beside a file goes if it is the beginning of what is to be written, and else stays', () => {
    const path = directory();
    const target = join(path, 'file');
    writeFileSync(target, 'old');
    writeFileSync(`${target}.0123456789ab`, 'new te');
    writeFileSync(`${target}.ba9876543210`, 'somebody wrote this');
    writeFileSync(`${target}.txt`, 'new');
    mkdirSync(`${target}.aaaaaaaaaaaa`);
    dropDraftsBeside(target, ['new text', Buffer.from('other')]);
    expect(readdirSync(path).sort()).toEqual(['file', 'file.aaaaaaaaaaaa', 'file.ba9876543210', 'file.txt']);
  });
});

describe('files outside of the tree', () => {
  it('are replaced whole, and keep what was there after an error', async () => {
    const path = join(directory(), 'report.txt');
    writeOutput(path, 'one');
    await onDisk(program, failingDisk(disk, 'fsync', 'EIO'), () => {
      expect(thrownBy(() => writeOutput(path, 'two'))).toMatchObject({ code: 'file-system' });
    });
    expect(readFileSync(path, 'utf8')).toBe('one');
    expect(readdirSync(join(path, '..'))).toEqual(['report.txt']);
    expect(thrownBy(() => writeOutput(join(path, '..'), 'x'))).toMatchObject({
      message: expect.stringContaining('is no regular file'),
    });
  });

  it('of settings are made, kept, replaced and removed', async () => {
    const path = join(directory(), 'hooks', 'pre-commit');
    expect(readSettings(path)).toBeNull();
    writeSettings(path, 'one', { executable: true });
    expect(gitMode(path)).toMatchObject({ mode: '100755' });
    writeSettings(path, 'two');
    expect([readSettings(path), gitMode(path)?.mode]).toEqual(['two', '100755']);
    writeSettings(join(path, '..', 'plain'), 'one');
    expect(gitMode(join(path, '..', 'plain'))).toMatchObject({ mode: '100644' });
    await onDisk(program, failingDisk(disk, 'rename', 'EIO'), () => {
      expect(thrownBy(() => writeSettings(path, 'three'))).toMatchObject({ code: 'file-system' });
    });
    expect([readSettings(path), readdirSync(join(path, '..')).sort()]).toEqual(['two', ['plain', 'pre-commit']]);
    writeSettings(path, null);
    expect(readSettings(path)).toBeNull();
    writeFileSync(path, Buffer.from([0xff]));
    expect(thrownBy(() => readSettings(path))).toMatchObject({ message: `${path} is not valid UTF-8` });
    expect(thrownBy(() => readSettings(join(path, '..')))).toMatchObject({ code: 'unreadable' });
  });
});
