import { describe, expect, it } from 'vitest';
import { serializeEvent } from '../../src/format/serialize-event.ts';
import { isUnsettled, settleItem } from '../../src/store/settle-item.ts';
import type { MemoryDisk } from '../support/memory-disk.ts';
import { systemError } from '../support/memory-disk.ts';
import { onDisk, workspaceAt } from '../support/on-disk.ts';
import { ID, LATER, OTHER, ROOT, startOf } from '../support/store-operations.ts';
import * as program from '../support/store-program.ts';

const PLACE = { status: 'open', id: ID } as const;
const LOG = `${ROOT}/open/${ID}/thread.md`;
const names = (disk: MemoryDisk): string[] =>
  disk
    .readdir(`${ROOT}/open/${ID}`)
    .map(({ name }) => name)
    .sort();
const own = (body: string): string => serializeEvent(ID, { kind: 'comment', author: 'ann', at: LATER, body }).text;

/** Settles the item as the next command does, and returns what it said. */
async function settle(disk: MemoryDisk, id = ID): Promise<string[]> {
  const notices: string[] = [];
  await onDisk(program, disk, () => program.settle(workspaceAt(program, ROOT, LATER, notices), id));
  return notices;
}

describe('a log with another name', () => {
  it('gets a file of its own, all of it', async () => {
    const disk = await startOf(program, 'open');
    disk.put(LOG, (text) => `${text}\n${own('x'.repeat(100_000))}\n${own('Last.')}`);
    const text = disk.text(LOG);
    disk.link(LOG, '/project/other.md');
    await settle(disk);
    expect(disk.text(LOG)).toBe(text);
    expect(disk.lstat(LOG).nlink).toBe(1);
    disk.put(LOG, () => 'changed');
    expect(disk.text('/project/other.md')).toBe(text);
  });

  it('is not made again where somebody takes it away meanwhile', async () => {
    const disk = await startOf(program, 'open');
    disk.link(LOG, '/project/other.md');
    let opened = 0;
    const open = disk.open;
    disk.open = (path, flags, mode) => {
      if (path === LOG && opened++ === 1) disk.unlink(LOG);
      return open(path, flags, mode);
    };
    await onDisk(program, disk, () => settleItem(ROOT, PLACE, { onNotice: () => {} }));
    expect(disk.has(LOG)).toBe(false);
  });
});

describe('a torn end of a log', () => {
  it('is seen before anything is written, and is seen no more when it is settled', async () => {
    const disk = await startOf(program, 'open');
    const before = disk.text(LOG);
    disk.put(LOG, (text) => `${text}\0\0\0`);
    await onDisk(program, disk, () => expect(isUnsettled(ROOT, PLACE)).toBe(true));
    await settle(disk);
    expect(disk.text(LOG)).toBe(before);
    await onDisk(program, disk, () => expect(isUnsettled(ROOT, PLACE)).toBe(false));
  });

  it('of blank lines alone is cut off, and no file is made of it', async () => {
    const disk = await startOf(program, 'open');
    const before = disk.text(LOG);
    disk.put(LOG, (text) => `${text}\n`);
    disk.settle(`${ROOT}/.tmp/${ID}`);
    disk.create(`${ROOT}/.tmp/${ID}/0123456789abcdef.${before.length}`, 'unused');
    expect(await settle(disk)).toEqual([]);
    expect(disk.text(LOG)).toBe(before);
    expect(names(disk).filter((name) => name.startsWith('thread.torn-'))).toEqual([]);
  });

  it('that was moved away by a command that was killed right then is moved once', async () => {
    const disk = await startOf(program, 'open');
    const torn = `\n${own('Torn.').slice(0, 90)}`;
    disk.put(LOG, (text) => text + torn);
    const before = disk.text(LOG);
    const said = await settle(disk);
    expect(said).toEqual([expect.stringContaining('was torn')]);
    const [file = ''] = names(disk).filter((name) => name.startsWith('thread.torn-'));
    disk.put(LOG, () => before);
    await settle(disk);
    expect(names(disk).filter((name) => name.startsWith('thread.torn-'))).toEqual([file]);
    expect(disk.text(`${ROOT}/open/${ID}/${file}`)).toBe(torn);
  });

  it('is whatever a killed command appended less than whole, even if it reads as an event', async () => {
    const disk = await startOf(program, 'open');
    const text = own('First.\n\n---\n\nSecond.');
    const { length } = disk.text(LOG);
    const event = /id: ([0-9a-f]{16})/.exec(text)?.[1] ?? '';
    // Cut behind a line `---` of its own text: without what the command left, nobody could tell.
    disk.put(LOG, (log) => `${log}\n${text.slice(0, text.indexOf('---\n\nSecond') + 4)}`);
    disk.settle(`${ROOT}/.tmp/${ID}`);
    disk.create(`${ROOT}/.tmp/${ID}/${event}.${length}`, 'unused');
    expect(await settle(disk)).toEqual([expect.stringContaining('was torn')]);
    expect(disk.text(LOG)).toHaveLength(length);
    expect(disk.has(`${ROOT}/.tmp`)).toBe(false);
  });

  it('is not looked for where the log is shorter than it was, or there is none', async () => {
    for (const [size, log] of [
      [10_000, true],
      [10, false],
    ] as const) {
      const disk = await startOf(program, 'open');
      if (!log) disk.unlink(LOG);
      disk.settle(`${ROOT}/.tmp/${ID}`);
      disk.create(`${ROOT}/.tmp/${ID}/0123456789abcdef.${size}`, 'unused');
      const before = log ? disk.text(LOG) : null;
      await settle(disk);
      expect(disk.has(LOG) ? disk.text(LOG) : null).toBe(before);
    }
  });
});

describe('a redaction that was killed', () => {
  it('is finished from the end of the log, of which all is read then', async () => {
    const disk = await startOf(program, 'open');
    disk.put(LOG, (text) => `${text}\n${own('x'.repeat(100_000))}`);
    await settle(disk);
    const redact = (): unknown =>
      program.redact(workspaceAt(program, ROOT, LATER), ID, { event: '2', reason: 'A secret.' }, {});
    const after = disk.clone();
    await onDisk(program, after, redact);
    // It stops at the first rename: the event is recorded by then.
    const cut = disk.clone();
    const rename = cut.rename;
    cut.rename = () => {
      throw systemError('EIO');
    };
    await expect(onDisk(program, cut, redact)).rejects.toMatchObject({ code: 'partly-applied' });
    cut.rename = rename;
    expect(cut.text(LOG)).toContain('First.');
    await settle(cut);
    expect(cut.text(LOG)).toBe(after.text(LOG));
    expect(cut.text(LOG)).not.toContain('First.');
  });
});

describe('what a killed command left in the staging directory', () => {
  const stage = (disk: MemoryDisk, id: string): void => {
    disk.settle(`${ROOT}/.tmp/${id}`);
    disk.create(`${ROOT}/.tmp/${id}/0123456789abcdef.10`, 'unused');
  };
  const anyCommand = (disk: MemoryDisk): Promise<unknown> =>
    onDisk(program, disk, () => program.whileLocked(workspaceAt(program, ROOT, LATER), () => {}));

  it('of no item, and whatever else stands there, is cleared away', async () => {
    const disk = await startOf(program, 'open');
    disk.settle(`${ROOT}/.tmp/replace`);
    disk.create(`${ROOT}/.tmp/replace/file`, 'half');
    disk.create(`${ROOT}/.tmp/stray`, '');
    await anyCommand(disk);
    expect(disk.has(`${ROOT}/.tmp`)).toBe(false);
  });

  it('the note of a new item is put into place where the item is there', async () => {
    for (const [id, isNoted] of [
      [ID, true],
      ['20260601-090000-none', false],
    ] as const) {
      const disk = await startOf(program, 'open');
      disk.settle(`${ROOT}/.tmp/${id}`);
      disk.create(`${ROOT}/.tmp/${id}/.edited-slugs.new`, 'The note.\n');
      await anyCommand(disk);
      const isItem = disk.has(`${ROOT}/open/${id}`);
      expect([isItem, disk.has(`${ROOT}/.edited-slugs`), disk.has(`${ROOT}/.tmp`)]).toEqual([isNoted, isNoted, false]);
    }
  });

  it('stays for later where the item stands in two places', async () => {
    const disk = await startOf(program, 'open');
    stage(disk, ID);
    disk.settle(`${ROOT}/closed/${ID}`);
    disk.create(`${ROOT}/closed/${ID}/notes.md`, 'By hand.');
    await anyCommand(disk);
    expect(disk.has(`${ROOT}/.tmp/${ID}`)).toBe(true);
  });

  it('is settled where git has left empty directories of the item in another place', async () => {
    const disk = await startOf(program, 'open');
    stage(disk, ID);
    disk.settle(`${ROOT}/closed/${ID}/artifacts`);
    await anyCommand(disk);
    expect([disk.has(`${ROOT}/.tmp`), disk.has(`${ROOT}/closed/${ID}`)]).toEqual([false, false]);
    expect(disk.has(`${ROOT}/open/${ID}/item.md`)).toBe(true);
  });

  it.each([
    ['the same item.md, written later: by a copy, or with another clock', (text: string) => text, true],
    ['an item.md that somebody has changed', (text: string) => `${text}By hand.\n`, false],
  ])('of an item without a time is finished by what item.md says: %s', async (_name, change, isFinished) => {
    const disk = await startOf(program, 'no time');
    const { rename } = disk;
    disk.rename = (from, to) => {
      if (to === `${ROOT}/closed/${ID}`) throw systemError('EIO', to);
      rename(from, to);
    };
    await onDisk(program, disk, () => {
      expect(() => program.close(workspaceAt(program, ROOT, LATER), ID, 'Done.', {})).toThrow('not fully applied');
    });
    disk.rename = rename;
    disk.put(`${ROOT}/open/${ID}/item.md`, change);
    await anyCommand(disk);
    expect(disk.has(`${ROOT}/closed/${ID}/resolution.md`)).toBe(isFinished);
    expect(disk.has(`${ROOT}/.tmp`)).toBe(false);
  });

  it('of an item that cannot be finished holds up no other, and is finished by the command that is about it', async () => {
    const disk = await startOf(program, 'open');
    const rename = disk.rename;
    let failures = Number.POSITIVE_INFINITY;
    disk.rename = (from, to) => {
      if (to.endsWith(`${OTHER}/item.md`) && failures-- > 0) throw systemError('EIO', to);
      rename(from, to);
    };
    const notices: string[] = [];
    const workspace = workspaceAt(program, ROOT, LATER, notices);
    const comment = (id: string): unknown => program.writeEvent(workspace, id, { kind: 'comment', body: 'Text.' }, {});
    await onDisk(program, disk, () => {
      expect(() => program.edit(workspace, OTHER, { title: 'New' }, {})).toThrow('recorded, but not fully applied');
      comment(ID);
      expect(notices).toEqual([expect.stringMatching(new RegExp(`^${OTHER}: .* cannot be finished: .*EIO`))]);
      expect(() => comment(OTHER)).toThrow('EIO');
      failures = 1;
      comment(OTHER);
    });
    expect(disk.text(`${ROOT}/open/${OTHER}/item.md`)).toContain('title: New\n');
    expect(disk.has(`${ROOT}/.tmp`)).toBe(false);
  });

  it('hides no fault of ours', async () => {
    const disk = await startOf(program, 'open');
    stage(disk, OTHER);
    disk.fstat = () => {
      throw new TypeError('a bug');
    };
    await expect(anyCommand(disk)).rejects.toThrow('a bug');
    expect(disk.has(`${ROOT}/.tmp/${OTHER}`)).toBe(true);
  });

  it('stays where the device fails, and that is told', async () => {
    const disk = await startOf(program, 'open');
    stage(disk, OTHER);
    const lstat = disk.lstatIfThere;
    const fstat = disk.fstat;
    disk.fstat = (file) => {
      if (fstat(file).size === disk.text(`${ROOT}/open/${OTHER}/item.md`).length) throw systemError('EIO');
      return fstat(file);
    };
    await expect(anyCommand(disk)).resolves.toBeUndefined();
    expect(disk.has(`${ROOT}/.tmp/${OTHER}`)).toBe(true);
    disk.fstat = fstat;
    disk.lstatIfThere = (path) => {
      if (path.endsWith(`open/${OTHER}`)) throw systemError('EIO', path);
      return lstat(path);
    };
    await expect(anyCommand(disk)).rejects.toMatchObject({ code: 'file-system' });
    expect(disk.has(`${ROOT}/.tmp/${OTHER}`)).toBe(true);
  });
});

it('doctor --fix settles the other items where one cannot be written', async () => {
  const disk = await startOf(program, 'open');
  const item = (id: string): string => `${ROOT}/open/${id}/item.md`;
  const [first, second] = [disk.text(item(ID)), disk.text(item(OTHER))];
  const notices: string[] = [];
  const workspace = workspaceAt(program, ROOT, LATER, notices);
  await onDisk(program, disk, () => {
    for (const id of [ID, OTHER]) program.writeEvent(workspace, id, { kind: 'comment', body: 'Text.' }, {});
  });
  disk.put(item(ID), () => first);
  disk.put(item(OTHER), () => second);
  const { rename } = disk;
  disk.rename = (from, to) => {
    if (to === item(ID)) throw systemError('EIO', to);
    rename(from, to);
  };
  await onDisk(program, disk, () => program.fix(workspace));
  expect(notices).toEqual([expect.stringMatching(new RegExp(`^${ID}: it cannot be settled: .*EIO`))]);
  expect([disk.text(item(ID)) === first, disk.text(item(OTHER)) === second]).toEqual([true, false]);
});

it('an item whose directory was replaced by a file is told, and nothing is written', async () => {
  const disk = await startOf(program, 'open');
  const before = disk.tree();
  await onDisk(program, disk, () => {
    expect(() => settleItem(ROOT, { status: 'pending', id: ID }, { onNotice: () => {} })).toThrow('is no directory');
  });
  expect(disk.tree()).toEqual(before);
});
