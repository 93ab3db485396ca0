import { mkdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Disk, disk } from '../../src/store/disk.ts';
import { namesOfDirectories } from '../../src/store/names-of-directories.ts';
import { failingDisk } from '../support/failing-disk.ts';
import { onDisk } from '../support/on-disk.ts';
import * as program from '../support/store-program.ts';
import { temporaryProject } from '../support/temporary-project.ts';

const EXT4 = 0xef53;
/** What the disk does while another is in its place. */
const real = { ...disk };

/** A directory that has not changed for a while, with two directories in it and more, on a file system that counts. */
function place(more: (path: string) => void = () => undefined) {
  const { root } = temporaryProject();
  const path = join(root, 'open');
  for (const name of ['b', 'a']) mkdirSync(join(path, name));
  more(path);
  utimesSync(path, 1, 1);
  const counting: Disk = {
    ...disk,
    fileSystem: () => EXT4,
    lstat: (name) => {
      const { mtimeMs } = real.lstat(name);
      const nlink = 2 + real.readdir(name).filter((entry) => entry.isDirectory()).length;
      return { ...real.lstat(name), mtimeMs, nlink };
    },
  };
  const read = (changed: Partial<Disk> = {}) =>
    onDisk(program, { ...counting, ...changed }, () => {
      const names = namesOfDirectories(path);
      return names && [...names].sort();
    });
  return { path, counting, read };
}

describe('the names of directories alone', () => {
  it('are known where the link count leaves nothing else', async () => {
    expect(await place().read()).toEqual(['a', 'b']);
    expect(await place((path) => symlinkSync('a', join(path, 'c'))).read()).toBeNull();
    expect(await place((path) => writeFileSync(join(path, '.file'), '')).read()).toBeNull();
  });

  it('are not sure where directories are not counted, or not known to be', async () => {
    const { read, counting } = place();
    expect(await read({ fileSystem: () => 0x794c7630 })).toBeNull();
    expect(await read({ fileSystem: () => 0 })).toBeNull();
    // Too many to be counted: their names are not even read.
    const readNames = (): string[] => {
      throw new RangeError('read');
    };
    expect(await read({ lstat: (name) => ({ ...counting.lstat(name), nlink: 1 }), readNames })).toBeNull();
    const forbidden = failingDisk(counting, 'fileSystem', 'EPERM', () => true);
    expect(await read({ fileSystem: forbidden.fileSystem })).toBeNull();
    const bug = (): number => {
      throw new RangeError('a bug');
    };
    await expect(async () => read({ fileSystem: bug })).rejects.toThrow('a bug');
  });

  it('are not sure where something has just changed, or changes meanwhile', async () => {
    const { path, read, counting } = place();
    const later = () => {
      const names = real.readNames(path);
      mkdirSync(join(path, 'c'));
      return names;
    };
    expect(await read({ readNames: later })).toBeNull();
    // Just now, within a tick of the clock.
    expect(await read()).toBeNull();
    utimesSync(path, 1, 1);
    expect(await read()).toEqual(['a', 'b', 'c']);
    // A link came in and a directory went out, and back: the count alone would not tell.
    let asked = 0;
    const lstat: Disk['lstat'] = (name) => {
      asked += 1;
      return { ...counting.lstat(name), mtimeMs: asked };
    };
    expect(await read({ lstat })).toBeNull();
  });
});
