import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { addItem } from '../support/add-item.ts';
import { type MergeProject, mergeProject } from '../support/merge-project.ts';
import { runTickets } from '../support/run-tickets.ts';
import { temporaryProject } from '../support/temporary-project.ts';
import { writeItem } from '../support/write-item.ts';

/** More items than are all asked in any case. */
function manyItems() {
  const project = temporaryProject();
  addMany(project.root);
  return { ...project, noted: join(project.root, '.edited-slugs') };
}

function addMany(root: string): void {
  for (let index = 100; index < 320; index += 1) {
    addItem(root, { slug: `item-${index}`, stamp: `20260530-053${index}`, title: `Item ${index}` });
  }
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

describe('an import', () => {
  test('of an item with an edited slug leaves the note, and the slug is taken', async () => {
    const source = temporaryProject();
    addItem(source.root, { slug: 'brought' });
    expect((await source.run(['edit', 'brought', '--slug', 'renamed'])).exitCode).toBe(0);
    const { stdout } = await source.run(['export', '--json']);
    const exported = JSON.parse(stdout);
    // As one that was made by a program that knows of no note.
    exported.files = [];
    const project = manyItems();
    project.write('items.json', JSON.stringify(exported));
    expect((await project.run(['import', 'items.json', '--dry-run'])).exitCode).toBe(0);
    expect(existsSync(project.noted)).toBe(false);
    expect((await project.run(['import', 'items.json'])).exitCode).toBe(0);
    expect(existsSync(project.noted)).toBe(true);
    const refused = await project.run(['new', 'X', '--slug', 'renamed']);
    expect([refused.exitCode, refused.stderr]).toEqual([
      1,
      expect.stringContaining('is taken by 20260530-053259-brought'),
    ]);
    writeFileSync(project.noted, 'Whatever stands in it.\n');
    // The note that comes with the export is no other file than this one.
    project.write('items.json', stdout);
    expect((await project.run(['import', 'items.json'])).stderr).toBe(
      '0 items imported into work-items, 1 there already\n',
    );
  });

  test('of items with the slugs of their ids leaves none', async () => {
    const source = temporaryProject();
    addItem(source.root, { slug: 'brought' });
    const project = manyItems();
    project.write('items.json', (await source.run(['export', '--json'])).stdout);
    expect((await project.run(['import', 'items.json'])).exitCode).toBe(0);
    expect(existsSync(project.noted)).toBe(false);
  });
});

describe('a migration', () => {
  const SOURCES = {
    'TODO.md': '# Work\n\n- [ ] 検索\n- [ ] Index\n',
    'tickets/2026.md': '# A year\n\nText.\n',
    'tickets/plan.md': '# A plan\n\nText.\n',
  };
  function legacyTracker() {
    const project = manyItems();
    for (const [path, text] of Object.entries(SOURCES)) project.write(path, text);
    project.write('slugs.yaml', '検索: "1e3"\ntickets/plan.md: item-200-2\n');
    return project;
  }
  const MIGRATE = ['migrate', '--date', '2026-05-27', '--slugs', 'slugs.yaml'];

  test('gives no slug that an id does not end with: it leaves no note, and each slug is found and taken', async () => {
    const project = legacyTracker();
    const { exitCode, stderr } = await project.run(MIGRATE);
    expect([exitCode, stderr]).toEqual([0, '4 items made, 2 files removed\n']);
    expect(existsSync(project.noted)).toBe(false);
    for (const slug of ['2026', '1e3', 'index', 'item-200-2']) {
      const { id } = JSON.parse((await project.run(['show', slug, '--json'])).stdout).item;
      expect(id).toMatch(new RegExp(`^20260527-00000\\d-${slug}$`));
      expect((await project.run(['new', 'X', '--slug', slug])).stderr).toContain(`is taken by ${id}`);
    }
  });

  test('does not give a slug that an item got by an edit, and is not stopped by the note', async () => {
    const project = legacyTracker();
    expect((await project.run(['edit', ID, '--slug', 'index'])).exitCode).toBe(0);
    const note = readFileSync(project.noted);
    const refused = await project.run(MIGRATE);
    expect([refused.exitCode, refused.stderr]).toEqual([1, expect.stringContaining(`${ID} would both have the slug`)]);
    project.write('slugs.yaml', `${project.read('slugs.yaml')}Index: another\n`);
    expect((await project.run(MIGRATE)).exitCode).toBe(0);
    expect(readFileSync(project.noted)).toEqual(note);
    expect(JSON.parse((await project.run(['show', 'index', '--json'])).stdout).item.id).toBe(ID);
  });

  test('knows its item again by an edited slug, and leaves the note that the edit made', async () => {
    const project = legacyTracker();
    expect((await project.run([...MIGRATE, '--keep'])).exitCode).toBe(0);
    expect(existsSync(project.noted)).toBe(false);
    expect((await project.run(['edit', 'item-200-2', '--slug', 'the-plan'])).exitCode).toBe(0);
    const again = await project.run(MIGRATE);
    expect([again.exitCode, again.stderr]).toEqual([0, '0 items made, 2 files removed\n']);
    expect(existsSync(project.noted)).toBe(true);
    expect((await project.run(['new', 'X', '--slug', 'the-plan'])).stderr).toContain('is taken by 20260527-0000');
  });
});

describe('resolve', () => {
  /** Two branches with an item of the same slug each, merged into a tree of many items. */
  async function doubleSlug(merge: (project: MergeProject) => void): Promise<MergeProject> {
    const project = mergeProject();
    addMany(project.root);
    project.commit('many');
    project.must('checkout', '--quiet', '-b', 'side');
    await (await project.tickets('eve', 5)).create({ title: 'Twice', body: 'Theirs.' });
    project.commit('theirs');
    project.must('checkout', '--quiet', 'main');
    await (await project.tickets('bob', 0)).create({ title: 'Twice', body: 'Ours.' });
    project.commit('ours');
    merge(project);
    return project;
  }
  const NOTE = 'work-items/.edited-slugs';
  const LATER = '20260601-090005-twice';
  const staged = (project: MergeProject): string[] =>
    project.must('diff', '--cached', '--name-only').trim().split('\n');

  test.each([
    ['in a merge', (project: MergeProject) => void project.must('merge', '--quiet', '--no-commit', 'side')],
    ['after one', (project: MergeProject) => void project.must('merge', '--quiet', '--no-edit', 'side')],
  ])('stages the note with the item that it renames, %s, and the slug is taken', async (_name, merge) => {
    const project = await doubleSlug(merge);
    const run = (...args: string[]) => runTickets(args, { cwd: project.path });
    expect((await run('resolve', '--dry-run')).exitCode).toBe(0);
    expect(existsSync(join(project.path, NOTE))).toBe(false);
    const resolved = await run('resolve', '--json');
    expect(JSON.parse(resolved.stdout).files).toContain('.edited-slugs');
    expect(staged(project)).toEqual(expect.arrayContaining([NOTE, `work-items/open/${LATER}/item.md`]));
    const refused = await run('new', 'X', '--slug', 'twice-2');
    expect([refused.exitCode, refused.stderr]).toEqual([1, expect.stringContaining(`is taken by ${LATER}`)]);
  });

  test('stages the note that a run that was stopped has left', async () => {
    const project = await doubleSlug((each) => void each.must('merge', '--quiet', '--no-commit', 'side'));
    expect((await runTickets(['resolve'], { cwd: project.path })).exitCode).toBe(0);
    project.must('rm', '--quiet', '--cached', NOTE);
    expect((await runTickets(['resolve'], { cwd: project.path })).exitCode).toBe(0);
    expect(staged(project)).toContain(NOTE);
  });
});
