import { closeSync, openSync, readFileSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { disk } from '../../src/store/disk.ts';
import { temporaryProject } from '../support/temporary-project.ts';

function readAll(path: string): Buffer {
  const file = openSync(path, 'r');
  try {
    return disk.readAll(file);
  } finally {
    closeSync(file);
  }
}

describe('the sort of a file system', () => {
  it('is asked for where it is known to have a number', () => {
    const { platform } = process;
    const { path } = temporaryProject({ init: false });
    try {
      Object.defineProperty(process, 'platform', { value: 'darwin' });
      expect(disk.fileSystem(path)).toBe(0);
      Object.defineProperty(process, 'platform', { value: 'linux' });
      expect(disk.fileSystem(path)).toBe(statfsSync(path).type);
    } finally {
      Object.defineProperty(process, 'platform', { value: platform });
    }
  });
});

describe('all of a file', () => {
  it.each([0, 1, 4096, 4097, 100_000])('of %i bytes', (size) => {
    const path = join(temporaryProject({ init: false }).path, 'file');
    writeFileSync(path, 'x'.repeat(size));
    expect(readAll(path).equals(readFileSync(path))).toBe(true);
  });

  it.runIf(process.platform === 'linux')('of the system, that has no size, however long it is', () => {
    const text = readAll('/proc/self/smaps').toString();
    expect(text.length).toBeGreaterThan(20_000);
    expect(text).toMatch(/\n$/);
    expect(readAll('/proc/self/cmdline').equals(readFileSync('/proc/self/cmdline'))).toBe(true);
  });
});
