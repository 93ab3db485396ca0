import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { addItem } from '../support/add-item.ts';
import { temporaryProject } from '../support/temporary-project.ts';
import { writeItem } from '../support/write-item.ts';

/** More items than are all asked in any case. */
function manyItems() {
  const project = temporaryProject();
  for (let index = 100; index < 320; index += 1) {
    addItem(project.root, { slug: `item-${index}`, stamp: `20260530-053${index}`, title: `Item ${index}` });
  }
  return { ...project, noted: join(project.root, '.edited-slugs') };
}

const ID = '20260530-053200-item-200';

describe('in a tree of many items', () => {
  test('a slug is known by name, and nothing is left', async () => {
    const project = manyItems();
    const { stdout } = await project.run(['show', 'item-200', '--json']);
    expect(JSON.parse(stdout).item.id).toBe(ID);
    expect((await project.run(['new', 'Item 200'])).stdout).toMatch(/-item-200-2\n$/);
    expect((await project.run(['new', 'X', '--slug', 'item-201'])).stderr).toContain("the slug 'item-201' is taken");
    expect((await project.run(['edit', ID, '--priority', 'P0'])).exitCode).toBe(0);
    expect(existsSync(project.noted)).toBe(false);
  });

  test('a slug that edit gave is found, and is taken for everybody', async () => {
    const project = manyItems();
    expect((await project.run(['edit', ID, '--slug', 'renamed'])).exitCode).toBe(0);
    expect(readFileSync(project.noted, 'utf8')).toContain('tickets edit --slug');
    expect(JSON.parse((await project.run(['show', 'renamed', '--json'])).stdout).item.id).toBe(ID);
    expect((await project.run(['new', 'X', '--slug', 'renamed'])).stderr).toContain(`is taken by ${ID}`);
    expect((await project.run(['new', 'Renamed'])).stdout).toMatch(/-renamed-2\n$/);
    expect((await project.run(['edit', 'item-210', '--slug', 'renamed'])).stderr).toContain(`is taken by ${ID}`);
  });

  test('a slug that was written by hand is found', async () => {
    const project = manyItems();
    const path = join(project.root, 'open', ID, 'item.md');
    writeFileSync(path, readFileSync(path, 'utf8').replace('slug: item-200', 'slug: by-hand'));
    expect(JSON.parse((await project.run(['show', 'by-hand', '--json'])).stdout).item.id).toBe(ID);
    // Its name is an end of its id still.
    expect(JSON.parse((await project.run(['show', 'item-200', '--json'])).stdout).item.id).toBe(ID);
  });

  test('a slug of two items is ambiguous, also with the number of the old script', async () => {
    const project = manyItems();
    addItem(project.root, { slug: 'item-200', stamp: '20260530-054000', title: 'Another' });
    expect((await project.run(['show', 'item-200'])).stderr).toContain("'item-200' fits 2 items");
    addItem(project.root, { slug: 'item-201-2', stamp: '20260530-053201', title: 'Its second' });
    const second = join(project.root, 'open', '20260530-053201-item-201-2', 'item.md');
    writeFileSync(second, readFileSync(second, 'utf8').replace('slug: item-201-2', 'slug: item-201'));
    expect((await project.run(['show', 'item-201'])).stderr).toContain("'item-201' fits 2 items");
  });

  test('an item whose directory has no id for a name is known by that name', async () => {
    const project = manyItems();
    writeItem(project.root, { id: 'item-202-2', fields: { slug: 'item-202' } });
    expect((await project.run(['show', 'item-202'])).stderr).toContain("'item-202' fits 2 items");
    writeItem(project.root, { id: 'not-item-203', fields: { slug: 'item-203' } });
    expect(JSON.parse((await project.run(['show', 'item-203', '--json'])).stdout).item.id).toBe(
      '20260530-053203-item-203',
    );
  });
});
