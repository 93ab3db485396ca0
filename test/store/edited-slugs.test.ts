import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EDITED_SLUGS, mustReadSlugs, noteEditedSlugs } from '../../src/store/edited-slugs.ts';
import { failingDisk } from '../support/failing-disk.ts';
import { onDisk, workspaceAt } from '../support/on-disk.ts';
import { ID, LATER, ROOT, startOf } from '../support/store-operations.ts';
import * as program from '../support/store-program.ts';
import { temporaryProject } from '../support/temporary-project.ts';

describe('the file that tells of edited slugs', () => {
  it('is asked for where there are too many items to ask them all', () => {
    const { root } = temporaryProject();
    expect([200, 201].map((items) => mustReadSlugs(root, items))).toEqual([true, false]);
    expect(noteEditedSlugs(root)).toBe(true);
    expect([200, 201].map((items) => mustReadSlugs(root, items))).toEqual([true, true]);
  });

  it('is written once: what somebody has put into it stays', () => {
    const { root } = temporaryProject();
    const path = join(root, EDITED_SLUGS);
    expect(existsSync(path)).toBe(false);
    expect(noteEditedSlugs(root)).toBe(true);
    writeFileSync(path, 'Ours.\n');
    expect(noteEditedSlugs(root)).toBe(false);
    expect(readFileSync(path, 'utf8')).toBe('Ours.\n');
  });

  it('is there before an item has such a slug: where it cannot be written, no item gets one', async () => {
    const disk = await startOf(program, 'open');
    const before = disk.tree();
    const full = failingDisk(disk, 'rename', 'ENOSPC', (_from, to) => String(to).endsWith(EDITED_SLUGS));
    const edit = (): unknown => program.edit(workspaceAt(program, ROOT, LATER), ID, { slug: 'renamed' }, {});
    await expect(onDisk(program, full, edit)).rejects.toMatchObject({
      code: 'file-system',
      message: expect.stringContaining('the disk is full'),
    });
    expect(disk.tree()).toEqual(before);
    await onDisk(program, disk, edit);
    expect(disk.text(`${ROOT}/open/${ID}/item.md`)).toContain('slug: renamed\n');
    expect(disk.has(`${ROOT}/${EDITED_SLUGS}`)).toBe(true);
  });
});
