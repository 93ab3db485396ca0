import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyRepairs, readRepairable } from '../../src/store/apply-repairs.ts';
import { disk } from '../../src/store/disk.ts';
import { failingDisk } from '../support/failing-disk.ts';
import { onDisk } from '../support/on-disk.ts';
import * as program from '../support/store-program.ts';
import { temporaryProject } from '../support/temporary-project.ts';
import { thrownBy } from '../support/thrown-by.ts';

describe('repaired files', () => {
  it('are written, with their directory where it is missing', () => {
    const { root } = temporaryProject();
    writeFileSync(join(root, 'open', 'a.md'), 'before');
    applyRepairs(root, [
      { path: 'open/a.md', before: 'before', after: 'after' },
      { path: 'lost/b/c.md', before: null, after: 'new' },
    ]);
    expect(readFileSync(join(root, 'open/a.md'), 'utf8')).toBe('after');
    expect(readFileSync(join(root, 'lost/b/c.md'), 'utf8')).toBe('new');
  });

  it('are not, where one of them has changed since it was checked', () => {
    const { root } = temporaryProject();
    writeFileSync(join(root, 'open', 'a.md'), 'one');
    writeFileSync(join(root, 'open', 'b.md'), 'edited');
    const repair = (): void =>
      applyRepairs(root, [
        { path: 'open/a.md', before: 'one', after: 'two' },
        { path: 'open/b.md', before: 'one', after: 'two' },
      ]);
    expect(thrownBy(repair)).toMatchObject({ code: 'conflict' });
    expect(readFileSync(join(root, 'open/a.md'), 'utf8')).toBe('one');
  });

  it('that a failing disk stops are told, with how many are done', async () => {
    const { root } = temporaryProject();
    const files = ['a.md', 'b.md'].map((name) => ({ path: `open/${name}`, before: null, after: 'text' }));
    let renames = 0;
    const second = failingDisk(disk, 'rename', 'EIO', () => renames++ > 0);
    await onDisk(program, second, () => {
      expect(thrownBy(() => applyRepairs(root, files))).toMatchObject({
        code: 'partly-applied',
        message: expect.stringContaining('1 of 2 files are repaired'),
      });
    });
    await onDisk(program, failingDisk(disk, 'rename', 'EIO'), () => {
      const again = [{ path: 'open/c.md', before: null, after: 'text' }];
      expect(thrownBy(() => applyRepairs(root, again))).toMatchObject({ code: 'file-system' });
    });
  });

  it('are none where the text would not come back as it was', () => {
    const { root } = temporaryProject();
    writeFileSync(join(root, 'open', 'a.md'), Buffer.from([0xff]));
    mkdirSync(join(root, 'open', 'b.md'));
    expect(() => readRepairable(root, 'open/a.md')).toThrow('is not valid UTF-8');
    expect(() => readRepairable(root, 'open/b.md')).toThrow('is no regular file');
    expect(readRepairable(root, 'open/none.md')).toBeNull();
  });
});
