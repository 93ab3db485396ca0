import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EDITED_SLUGS, EDITED_SLUGS_TEXT, mustReadSlugs } from '../../src/store/edited-slugs.ts';
import { failingDisk } from '../support/failing-disk.ts';
import { onDisk, workspaceAt } from '../support/on-disk.ts';
import { ID, LATER, ROOT, startOf } from '../support/store-operations.ts';
import * as program from '../support/store-program.ts';
import { temporaryProject } from '../support/temporary-project.ts';

const NOTE = `${ROOT}/${EDITED_SLUGS}`;
const ITEM = `${ROOT}/open/${ID}/item.md`;
const edit = (slug = 'renamed'): unknown => program.edit(workspaceAt(program, ROOT, LATER), ID, { slug }, {});

describe('the file that tells of edited slugs', () => {
  it('is asked for where there are too many items to ask them all', () => {
    const { root } = temporaryProject();
    expect([200, 201].map((items) => mustReadSlugs(root, items))).toEqual([true, false]);
    writeFileSync(join(root, EDITED_SLUGS), '');
    expect([200, 201].map((items) => mustReadSlugs(root, items))).toEqual([true, true]);
  });

  it('is written once: what somebody has put into it stays', async () => {
    const disk = await startOf(program, 'open');
    await onDisk(program, disk, () => edit());
    expect(disk.text(NOTE)).toBe(EDITED_SLUGS_TEXT);
    disk.put(NOTE, () => 'Ours.\n');
    await onDisk(program, disk, () => edit('another'));
    expect(disk.text(NOTE)).toBe('Ours.\n');
    expect(disk.text(ITEM)).toContain('slug: another\n');
  });

  it('is no part of an edit that gives the slug that the id ends with', async () => {
    const disk = await startOf(program, 'open');
    await onDisk(program, disk, () => edit());
    disk.unlink(NOTE);
    await onDisk(program, disk, () => edit('item'));
    expect(disk.has(NOTE)).toBe(false);
  });

  it.each(['rename', 'write'] as const)('a refused edit leaves none (%s)', async (call) => {
    const disk = await startOf(program, 'open');
    const before = disk.tree();
    // Whatever is refused, it is refused before the event: with the note, or without it.
    for (let n = 1; ; n += 1) {
      const copy = disk.clone();
      let calls = 0;
      const full = failingDisk(copy, call, 'ENOSPC', () => {
        calls += 1;
        return calls === n;
      });
      const refused = await onDisk(program, full, () => edit()).then(
        () => false,
        (error) => error.code === 'file-system',
      );
      if (calls < n) break;
      if (refused) expect(copy.tree(), `${call} ${n}`).toEqual(before);
    }
  });

  it('is there before the item has the slug: where it cannot be put, the next command does both', async () => {
    const disk = await startOf(program, 'open');
    const full = failingDisk(disk, 'rename', 'ENOSPC', (_from, to) => String(to) === NOTE);
    await expect(onDisk(program, full, () => edit())).rejects.toMatchObject({ code: 'partly-applied' });
    expect([disk.has(NOTE), disk.text(ITEM).includes('slug: renamed\n')]).toEqual([false, false]);
    await onDisk(program, disk, () => program.settle(workspaceAt(program, ROOT, LATER), ID));
    expect([disk.has(NOTE), disk.text(ITEM).includes('slug: renamed\n')]).toEqual([true, true]);
  });

  it('a directory in its place is as good', async () => {
    const { run, root } = temporaryProject();
    mkdirSync(join(root, EDITED_SLUGS));
    expect((await run(['new', 'One', '-m', 'Text.'])).exitCode).toBe(0);
    expect((await run(['edit', 'one', '--slug', 'renamed'])).exitCode).toBe(0);
    expect(readdirSync(join(root, EDITED_SLUGS))).toEqual([]);
    expect((await run(['show', 'renamed'])).exitCode).toBe(0);
  });
});
