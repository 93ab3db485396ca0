import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { STATUSES } from '../../src/format/status.ts';
import { disk } from '../../src/store/disk.ts';
import { guessSize } from '../../src/store/guess-size.ts';
import { initRoot } from '../../src/store/init-root.ts';
import { listItems, visitItems } from '../../src/store/list-items.ts';
import { listPlaces, placesTimes } from '../../src/store/list-places.ts';
import { itemsDirectlyIn, locateRoot, projectOf } from '../../src/store/locate-root.ts';
import { readAllFiles } from '../../src/store/read-all-files.ts';
import { readDetail } from '../../src/store/read-detail.ts';
import { readItemFile } from '../../src/store/read-item-file.ts';
import { readLegacyTracker } from '../../src/store/read-legacy-tracker.ts';
import { readListedSummary } from '../../src/store/read-listed-summary.ts';
import { readMigratedItems } from '../../src/store/read-migrated-items.ts';
import { placesIn, readItems, readLayout } from '../../src/store/read-tree.ts';
import { resolveRef } from '../../src/store/resolve-ref.ts';
import { takenSlugs } from '../../src/store/taken-slugs.ts';
import { failingDisk } from '../support/failing-disk.ts';
import { oldEvent } from '../support/old-event.ts';
import { onDisk } from '../support/on-disk.ts';
import * as program from '../support/store-program.ts';
import { temporaryProject } from '../support/temporary-project.ts';
import { thrownBy } from '../support/thrown-by.ts';
import { writeItem } from '../support/write-item.ts';

const A = '20260530-053259-a';
const B = '20260530-053300-b';

/** A disk on which a call throws what is no error of the system: a fault of ours, which no reader hides. */
const buggy = (name: keyof typeof disk): typeof disk => ({
  ...disk,
  [name]: () => {
    throw new TypeError('a bug');
  },
});

describe('a tree with more in it than items', () => {
  function oddTree() {
    const project = temporaryProject();
    const { root } = project;
    writeItem(root, { id: A });
    mkdirSync(join(root, 'open', 'husk', 'artifacts'), { recursive: true });
    symlinkSync(A, join(root, 'open', 'link'));
    writeFileSync(join(root, 'open', 'stray.txt'), '');
    execFileSync('mkfifo', [join(root, 'open', A, 'fifo')]);
    mkdirSync(join(root, '.tmp', 'x'), { recursive: true });
    mkdirSync(join(root, 'open', A, 'artifacts', 'deep'));
    writeFileSync(join(root, 'open', A, 'artifacts', 'deep', 'file'), 'text');
    return project;
  }

  it('is laid out as it is, with the kind of everything', () => {
    const { root, path } = oddTree();
    const layout = readLayout({ path: root, project: path });
    expect(layout.entries.filter(({ path: name }) => name.includes('/'))).toEqual([
      { path: `open/${A}`, kind: 'directory' },
      { path: 'open/husk', kind: 'directory' },
      { path: 'open/link', kind: 'symlink' },
      { path: 'open/stray.txt', kind: 'file' },
      { path: '.tmp/x', kind: 'directory' },
    ]);
    expect(layout.contents('open/husk')).toEqual([{ path: 'artifacts', kind: 'directory' }]);
    expect(layout.contents('open/none')).toBeNull();
    const items = [...readItems(root, placesIn(layout))];
    expect(items.map(({ id }) => id)).toEqual([A]);
    expect(items[0]?.entries.map(({ path: name, kind }) => `${name} ${kind}`)).toEqual([
      'artifacts directory',
      'fifo other',
      'item.md file',
      'thread.md file',
      'artifacts/.gitkeep file',
      'artifacts/deep directory',
      'artifacts/deep/file file',
    ]);
    expect([items[0]?.textOf('artifacts/deep/file'), items[0]?.textOf('none')]).toEqual(['text', null]);
  });

  it('is listed, each thing that is no item told once', () => {
    const { root } = oddTree();
    const { items, problems } = listItems(root);
    expect(items.map(({ id }) => id)).toEqual([A]);
    expect(problems.map(({ code, path }) => [code, path])).toEqual([['layout/symlink', 'open/link']]);
    expect(listPlaces(root, undefined, true)).toEqual(listPlaces(root));
    writeItem(root, { id: B, status: '' });
    expect(listItems(root).problems.map(({ message }) => message)).toContainEqual(
      expect.stringContaining('1 item stands directly in the root'),
    );
    expect(itemsDirectlyIn(root)).toBe(1);
  });

  it('with something else for a status directory', () => {
    const { root } = temporaryProject();
    for (const status of ['pending', 'closed']) rmSync(join(root, status), { recursive: true });
    symlinkSync('open', join(root, 'pending'));
    writeFileSync(join(root, 'closed'), '');
    expect(listPlaces(root).problems.map(({ message }) => message)).toEqual([
      'pending is a symbolic link, which is not followed',
      'closed is no directory',
    ]);
    expect(thrownBy(() => initRoot(root))).toMatchObject({ message: expect.stringContaining('a symbolic link') });
    rmSync(join(root, 'pending'));
    expect(thrownBy(() => initRoot(root))).toMatchObject({ message: expect.stringContaining('is no directory') });
  });
});

describe('the size of a tree', () => {
  it('is guessed from the status directories: by their links, or by their bytes', async () => {
    const { root } = temporaryProject();
    for (const id of [A, B]) writeItem(root, { id });
    const sized = (nlink: number, size: number): typeof disk => ({
      ...disk,
      lstat: () => ({ ...lstat(root), nlink, size }),
    });
    const { lstat } = disk;
    for (const [nlink, size, expected] of [
      [12, 0, 30],
      [1, 640, 30],
      [1, 0, 0],
    ] as const) {
      await onDisk(program, sized(nlink, size), () => expect(guessSize(root)).toBe(expected));
    }
    await onDisk(program, failingDisk(disk, 'lstat', 'EACCES'), () => expect(guessSize(root)).toBe(0));
    await onDisk(program, buggy('lstat'), () => expect(() => guessSize(root)).toThrow('a bug'));
  });
});

describe('a tree that cannot be read', () => {
  it('is never an empty one: status directories', async () => {
    const { root, path } = temporaryProject();
    writeItem(root, { id: A });
    // The names alone are read where the directories are older than a tick of the clock.
    const unlisted = failingDisk(failingDisk(disk, 'readdir', 'EACCES'), 'readNames', 'EACCES');
    await onDisk(program, unlisted, () => {
      expect(listPlaces(root).problems).toHaveLength(3);
      const { unreadable } = readLayout({ path: root, project: path });
      expect(unreadable.map(({ reason }) => reason)).toContain('cannot be listed (EACCES)');
      expect(unreadable).toContainEqual({ path: '../tickets', reason: 'cannot be listed (EACCES)' });
      expect(readLayout({ path: root, project: path }).contents('open')).toBeNull();
      const [item] = readItems(root, [{ status: 'open', id: A }]);
      expect(item?.unreadable).toEqual([{ path: `open/${A}`, reason: 'cannot be listed (EACCES)' }]);
      expect(readDetail(root, { status: 'open', id: A })?.problems).toContainEqual(
        expect.objectContaining({ code: 'layout/unreadable-directory' }),
      );
    });
    const below = failingDisk(disk, 'readdir', 'EACCES', (name) => String(name).endsWith('/artifacts'));
    await onDisk(program, below, () => {
      const [item] = readItems(root, [{ status: 'open', id: A }]);
      expect(item?.unreadable).toEqual([{ path: `open/${A}/artifacts`, reason: 'cannot be listed (EACCES)' }]);
      expect(readAllFiles(join(root, 'open', A), { recursive: true }).problems).toEqual([
        { path: 'artifacts', reason: 'cannot be listed (EACCES)' },
      ]);
    });
    await onDisk(program, failingDisk(disk, 'readdir', 'EACCES'), () => {
      expect(readAllFiles(root, { recursive: true }).problems).toEqual([
        { path: '.', reason: 'cannot be listed (EACCES)' },
      ]);
    });
    await onDisk(program, failingDisk(disk, 'lstat', 'EACCES'), () => {
      expect(listPlaces(root).problems[0]?.message).toContain('not to be seen');
      expect(placesTimes(root)).toEqual([0, 0, 0]);
      expect(thrownBy(() => locateRoot({ cwd: path, env: {}, root }))).toMatchObject({
        message: `${root} may not be read: permission denied`,
      });
    });
  });

  it('because of a fault of ours says so', async () => {
    const { root, path } = temporaryProject();
    writeItem(root, { id: A });
    await onDisk(program, buggy('readdir'), () => {
      for (const read of [
        () => listPlaces(root),
        () => readLayout({ path: root, project: path }),
        () => readDetail(root, { status: 'open', id: A }),
        () => readAllFiles(root, { recursive: true }),
        () => readLegacyTracker({ project: path, todoPath: 'TODO.md', ticketsPath: 'work-items', root: '/none' }),
      ]) {
        expect(read).toThrow('a bug');
      }
    });
    await onDisk(program, buggy('lstat'), () => expect(() => placesTimes(root)).toThrow('a bug'));
    const list = disk.readdir;
    const tickets: typeof disk = {
      ...disk,
      readdir: (name) => {
        if (name.endsWith('/tickets')) throw new TypeError('a bug');
        return list(name);
      },
    };
    await onDisk(program, tickets, () => {
      expect(() => readLayout({ path: root, project: path })).toThrow('a bug');
    });
  });

  it('because the device fails while the root is looked for', async () => {
    const { path } = temporaryProject({ init: false });
    await onDisk(program, failingDisk(disk, 'readdir', 'EIO'), () => {
      expect(() => locateRoot({ cwd: path, env: {} })).toThrow('EIO');
      expect(() => locateRoot({ cwd: path, env: {}, root: 'x' })).toThrow('EIO');
    });
    await onDisk(program, failingDisk(disk, 'stat', 'EIO'), () => {
      expect(() => locateRoot({ cwd: path, env: {}, root: 'x' })).toThrow('EIO');
    });
  });
});

describe('an item that moves while it is read', () => {
  it('by a copy, where its directory cannot be renamed, is waited for: it is listed and found once', async () => {
    const { root } = temporaryProject();
    const both = (): void => {
      initRoot(root);
      writeItem(root, { id: A, status: 'open' });
      writeItem(root, { id: A, status: 'closed' });
    };
    const { lstat, lstatIfThere } = disk;
    let looks = 0;
    const look = (): void => {
      looks += 1;
      if (looks === 12) rmSync(join(root, 'open', A), { recursive: true });
    };
    const late = {
      ...disk,
      lstat: (path: string) => {
        look();
        return lstat(path);
      },
      lstatIfThere: (path: string) => {
        look();
        return lstatIfThere(path);
      },
    };
    both();
    await onDisk(program, late, () => {
      expect(listItems(root).items.map(({ id, status }) => `${status}/${id}`)).toEqual([`closed/${A}`]);
      both();
      looks = 0;
      expect(resolveRef(root, A.slice(1))).toEqual({ id: A, status: 'closed' });
      both();
      looks = 0;
      expect(resolveRef(root, A)).toEqual({ id: A, status: 'closed' });
    });
  });

  it('is listed where it is then, in the order of the statuses', async () => {
    const { root } = temporaryProject();
    writeItem(root, { id: A });
    writeItem(root, { id: B, status: 'closed' });
    writeItem(root, { id: '20260530-053258-c', status: 'closed' });
    const { open } = disk;
    let moved = false;
    const moving = {
      ...disk,
      open: (...args: Parameters<typeof open>) => {
        if (!moved && args[0].endsWith(`${A}/item.md`)) {
          moved = true;
          renameSync(join(root, 'open', A), join(root, 'closed', A));
        }
        return open(...args);
      },
    };
    await onDisk(program, moving, () => {
      expect(listItems(root).items.map(({ status, id }) => `${status}/${id}`)).toEqual([
        'closed/20260530-053258-c',
        `closed/${A}`,
        `closed/${B}`,
      ]);
    });
    renameSync(join(root, 'closed', A), join(root, 'open', A));
    moved = false;
    // Where each is shown as soon as it is read, it would stand out of order.
    await onDisk(program, moving, () => expect(visitItems(root, STATUSES, () => true)).toBeNull());
    const seen: string[] = [];
    expect(visitItems(root, STATUSES, ({ path }) => seen.push(path) < 2)).toEqual([]);
    expect(seen).toEqual(['closed/20260530-053258-c', `closed/${A}`]);
    expect(readItemFile(root, { status: 'open', id: A }, 'item.md')).toMatchObject({ kind: 'read' });
    expect(readItemFile(root, { status: 'open', id: A }, 'none.md')).toEqual({ kind: 'missing' });
  });

  it('is told without the file that went, which is no fault of the item', async () => {
    const { root } = temporaryProject();
    const directory = writeItem(root, { id: A, status: 'closed' });
    writeFileSync(join(directory, 'resolution.md'), 'Done.\n');
    const read = () => [...readItems(root, [{ status: 'closed', id: A }])][0];
    expect(read()?.resolution).toMatchObject({ name: 'resolution.md', text: 'Done.\n' });
    const gone = failingDisk(disk, 'open', 'ENOENT', (name) => String(name).endsWith('/resolution.md'));
    await onDisk(program, gone, () => {
      expect(read()).toMatchObject({ resolution: null, unreadable: [], thread: { name: 'thread.md' } });
    });
  });

  it('away for good is no item any more', async () => {
    const { root } = temporaryProject();
    writeItem(root, { id: A });
    const { open } = disk;
    const going = {
      ...disk,
      open: (...args: Parameters<typeof open>) => {
        rmSync(join(root, 'open', A), { recursive: true, force: true });
        return open(...args);
      },
    };
    await onDisk(program, going, () => expect(listItems(root).items).toEqual([]));
  });
});

describe('a reference', () => {
  it('is an id, a slug, or a start or end of an id, of one item alone', () => {
    const { root } = temporaryProject();
    writeItem(root, { id: A });
    writeItem(root, { id: B, status: 'closed', fields: { slug: 'renamed' } });
    writeItem(root, { id: 'odd', title: 'No id of ours', fields: { slug: '""' } });
    for (const [ref, id] of [
      [A, A],
      ['renamed', B],
      ['20260530-053300', B],
      ['odd', 'odd'],
    ] as const) {
      expect(resolveRef(root, ref).id).toBe(id);
    }
    expect(readListedSummary(root, { status: 'open', id: 'odd' })?.slug).toBe('odd');
    expect(thrownBy(() => resolveRef(root, '20260530'))).toMatchObject({ code: 'ambiguous' });
    for (const ref of ['', 'none', '../open', '20260530-053259-none']) {
      expect(thrownBy(() => resolveRef(root, ref))).toMatchObject({ code: 'not-found' });
    }
    mkdirSync(join(root, 'closed', A));
    writeFileSync(join(root, 'closed', A, 'thread.md'), '');
    expect(thrownBy(() => resolveRef(root, A))).toMatchObject({ code: 'ambiguous' });
    expect([...takenSlugs(root).keys()].sort()).toEqual(['a', 'b', 'odd', 'renamed']);
    expect(takenSlugs(root, B).has('renamed')).toBe(false);
  });
});

describe('the legacy tracker', () => {
  const places = (project: string, root = '/none') => ({ project, todoPath: 'TODO.md', ticketsPath: 'tickets', root });

  it('is read as it is: tickets, and everything else by its kind', async () => {
    const { path, write } = temporaryProject({ init: false });
    write('TODO.md', '- one\n');
    for (const name of ['b.md', 'a.md', 'README.md', 'notes.txt', 'sub/c.md', 'work/d.md'])
      write(`tickets/${name}`, name);
    symlinkSync('a.md', join(path, 'tickets', 'link.md'));
    execFileSync('mkfifo', [join(path, 'tickets', 'fifo.md')]);
    const { todo, entries } = readLegacyTracker(places(path, join(path, 'tickets/work')));
    expect(todo).toMatchObject({ file: { path: 'TODO.md', text: '- one\n' } });
    expect(entries.map((entry) => `${entry.path} ${entry.kind}${entry.file ? ' read' : ''}`)).toEqual([
      'tickets/README.md file',
      'tickets/a.md file read',
      'tickets/b.md file read',
      'tickets/fifo.md other',
      'tickets/link.md symlink',
      'tickets/notes.txt file',
      'tickets/sub directory',
      'tickets/sub/c.md file',
      'tickets/work directory',
    ]);
    await onDisk(program, failingDisk(disk, 'open', 'ENOENT'), () => {
      const gone = readLegacyTracker(places(path)).entries.filter(({ unreadable }) => unreadable !== undefined);
      expect(gone.map(({ unreadable }) => unreadable)).toEqual(['is gone', 'is gone']);
    });
    await onDisk(program, failingDisk(disk, 'open', 'EACCES'), () => {
      expect(readLegacyTracker(places(path)).todo).toEqual({ unreadable: 'may not be read (permission denied)' });
    });
    await onDisk(program, failingDisk(disk, 'readdir', 'EACCES'), () => {
      expect(readLegacyTracker(places(path)).entries).toEqual([
        { path: 'tickets', kind: 'directory', unreadable: 'cannot be listed (EACCES)' },
      ]);
    });
    await onDisk(program, failingDisk(disk, 'readdir', 'ENOENT'), () => {
      expect(readLegacyTracker(places(path)).entries).toEqual([]);
    });
    const hidden = failingDisk(disk, 'lstat', 'EACCES', (name) => String(name).endsWith('/tickets'));
    await onDisk(program, hidden, () => {
      expect(readLegacyTracker(places(path)).entries).toEqual([
        { path: 'tickets', kind: 'directory', unreadable: 'may not be read' },
      ]);
    });
  });

  it('may be none, or a file where the tickets should be', () => {
    const { path, write } = temporaryProject({ init: false });
    expect(readLegacyTracker(places(path))).toMatchObject({ todo: null, entries: [] });
    write('tickets', '');
    expect(readLegacyTracker(places(path)).entries).toEqual([{ path: 'tickets', kind: 'file' }]);
  });

  it('beside a root is told to doctor; a root of that name is none', () => {
    const { path, root, write } = temporaryProject();
    write('TODO.md', Buffer.from([0xff]));
    for (const name of ['a.md', 'b.txt']) write(`tickets/${name}`, name);
    const { legacy } = readLayout({ path: root, project: path });
    expect(legacy.tickets).toEqual(['tickets/a.md']);
    expect([legacy.textOf('tickets/a.md'), legacy.textOf('tickets/none.md'), legacy.textOf('TODO.md')]).toEqual([
      'a.md',
      null,
      null,
    ]);
    expect(readLayout({ path: join(path, 'tickets'), project: path }).legacy.tickets).toEqual([]);
    rmSync(join(path, 'TODO.md'));
    mkdirSync(join(path, 'TODO.md'));
    expect(readLayout({ path: root, project: path }).unreadable).toEqual([]);
  });

  it('whose list may not be read is told', async () => {
    const { path, root, write } = temporaryProject();
    write('TODO.md', '');
    const locked = failingDisk(disk, 'open', 'EACCES', (name) => String(name).endsWith('/TODO.md'));
    await onDisk(program, locked, () => {
      expect(readLayout({ path: root, project: path }).unreadable).toEqual([
        { path: '../TODO.md', reason: 'may not be read (permission denied)' },
      ]);
    });
  });

  it('is found again in the items that a migration made of it', () => {
    const { root } = temporaryProject();
    const migration = oldEvent({ kind: 'migration', heading: 'Migrated', body: 'From TODO.md.' });
    const review = oldEvent({ kind: 'review', more: 'status: approve', heading: 'Review: approve', body: 'Good.' });
    writeItem(root, { id: A, thread: `${migration}\n${review}` });
    writeItem(root, { id: B });
    const bare = writeItem(root, { id: '20260530-053301-c', thread: migration });
    rmSync(join(bare, 'item.md'));
    const silent = writeItem(root, { id: '20260530-053302-d' });
    rmSync(join(silent, 'thread.md'));
    expect(readMigratedItems(root)).toEqual([
      expect.objectContaining({ id: A, slug: 'a', status: 'open', reviews: ['Good.'] }),
    ]);
  });
});

describe('all files of a directory', () => {
  it('are read, those below it only if asked for, and what is no file is named', async () => {
    const { path, write } = temporaryProject({ init: false });
    for (const name of ['b.txt', 'a/c.txt', 'a.txt']) write(name, name);
    symlinkSync('b.txt', join(path, 'link'));
    const read = (recursive: boolean) => readAllFiles(path, { recursive });
    expect(read(false).files.map((file) => file.path)).toEqual(['a.txt', 'b.txt']);
    expect(read(true).files.map((file) => file.path)).toEqual(['a.txt', 'a/c.txt', 'b.txt']);
    expect(read(true).problems).toEqual([{ path: 'link', reason: 'is a symbolic link' }]);
    await onDisk(program, failingDisk(disk, 'open', 'ENOENT'), () => {
      expect(read(false).problems.map(({ reason }) => reason)).toEqual(['is gone', 'is gone', 'is gone']);
    });
    expect(readAllFiles(join(path, 'none'), { recursive: true })).toEqual({ files: [], problems: [] });
  });
});

it('a root belongs to the directory above it, or above both of its names', () => {
  expect(['/p/work-items', '/p/yoi/work-items', '/p/.yoi/tickets'].map(projectOf)).toEqual(['/p', '/p', '/p']);
});
