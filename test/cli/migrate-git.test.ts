import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { EXPORT, type LegacyProject, legacyProject, SEARCH, SMALL } from '../support/legacy-project.ts';
import { treeOf } from '../support/tree-of.ts';

const DATE = ['--date', '2026-05-27'];
const status = ({ git }: LegacyProject): string[] => git('status', '--porcelain', '-M').trimEnd().split('\n').sort();

describe('in a repository', () => {
  test('the result is staged, and git sees the renames', async () => {
    const project = legacyProject(SMALL, { git: true });
    const { stdout, stderr } = await project.run(['migrate', ...DATE]);
    expect(stderr).toBe('3 items made, 3 files removed, staged in git\n');
    expect(stdout).toContain("note: TODO.md as it was, with 2 lines that are in no item, stays in git's history\n");
    expect(existsSync(join(project.path, 'TODO.before-migration.md'))).toBe(false);
    expect(status(project)).toEqual([
      'A  work-items/open/20260527-000001-export/artifacts/.gitkeep',
      'A  work-items/open/20260527-000001-export/thread.md',
      'A  work-items/open/20260527-000002-search/artifacts/.gitkeep',
      'A  work-items/open/20260527-000003-index-in-memory/artifacts/.gitkeep',
      'A  work-items/open/20260527-000003-index-in-memory/item.md',
      'A  work-items/open/20260527-000003-index-in-memory/thread.md',
      'M  TODO.md',
      'R  tickets/export.md -> work-items/open/20260527-000001-export/item.md',
      'R  tickets/search.md -> work-items/open/20260527-000002-search/item.md',
      'R  tickets/search.review.md -> work-items/open/20260527-000002-search/thread.md',
    ]);
    project.git('commit', '--quiet', '--message', 'work items');
    const log = project.git('log', '--follow', '--format=%s', 'work-items/open/20260527-000001-export/item.md');
    expect(log).toBe('work items\nthe tracker\n');
    expect((await project.run(['migrate'])).stderr).toContain('nothing to migrate');
  });

  test('what else is staged, changed or new stays so', async () => {
    const project = legacyProject({ ...SMALL, 'a.txt': 'a\n', 'b.txt': 'b\n' }, { git: true });
    project.write('a.txt', 'staged\n');
    project.git('add', 'a.txt');
    project.write('b.txt', 'changed\n');
    project.write('c.txt', 'new\n');
    await project.run(['migrate', ...DATE]);
    const others = status(project).filter((line) => line.includes('.txt'));
    expect(others).toEqual([' M b.txt', '?? c.txt', 'M  a.txt']);
  });

  test('changes that are in no commit are in the items; those of TODO.md in a copy', async () => {
    const project = legacyProject(SMALL, { git: true });
    project.write('tickets/export.md', `${EXPORT}Not committed.\n`);
    project.write('tickets/new.md', '# New\n');
    project.write('TODO.md', `${SMALL['TODO.md']}\n# Not committed\n`);
    await project.run(['migrate', ...DATE]);
    expect(project.read('work-items/open/20260527-000001-export/item.md')).toContain('\nNot committed.\n');
    expect(project.read('work-items/open/20260527-000002-new/item.md')).toContain('\n# New\n');
    expect(project.read('TODO.before-migration.md')).toContain('# Not committed');
    expect(status(project).filter((line) => !line.includes('work-items'))).toEqual([
      'A  TODO.before-migration.md',
      'M  TODO.md',
    ]);
  });

  test('a copy of another text is not overwritten', async () => {
    const project = legacyProject({ ...SMALL, 'TODO.before-migration.md': 'mine\n' });
    const { exitCode, stderr } = await project.run(['migrate']);
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('TODO.before-migration.md is there already')]);
    expect(project.read('TODO.before-migration.md')).toBe('mine\n');
  });

  test('sources that are staged in part are refused', async () => {
    const project = legacyProject(SMALL, { git: true });
    project.write('tickets/search.md', `${SEARCH}Staged.\n`);
    project.git('add', 'tickets/search.md');
    project.write('tickets/search.md', SEARCH);
    const before = [treeOf(project.root.replace(/work-items$/, 'tickets')), status(project)];
    const { exitCode, stderr } = await project.run(['migrate']);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("tickets/search.md has changes in git's index that are neither in the file nor");
    expect([treeOf(join(project.path, 'tickets')), status(project)]).toEqual(before);
  });

  test('sources that git does not have go all the same', async () => {
    const project = legacyProject({ ...SMALL, '.gitignore': 'tickets/\nTODO.md\n' }, { git: true });
    const { stderr } = await project.run(['migrate', ...DATE]);
    expect(stderr).toBe('3 items made, 3 files removed, staged in git\n');
    expect(status(project)).toHaveLength(10);
    expect(project.read('TODO.before-migration.md')).toBe(SMALL['TODO.md']);
  });

  test('items that git would ignore are refused', async () => {
    const project = legacyProject({ ...SMALL, '.gitignore': 'work-items/\n' }, { git: true });
    const { exitCode, stderr } = await project.run(['migrate']);
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('git ignores work-items/')]);
    expect(existsSync(project.root)).toBe(false);
  });

  test('an index that another git holds stops it before a source is gone, and the next run finishes', async () => {
    const project = legacyProject(SMALL, { git: true });
    project.write('.git/index.lock', '');
    const { exitCode, stderr } = await project.run(['migrate', ...DATE]);
    expect([exitCode, stderr]).toEqual([
      1,
      expect.stringMatching(/^error: git update-index failed: .*index\.lock.*\nhint: all items are written/),
    ]);
    for (const [path, text] of Object.entries(SMALL)) expect(project.read(path)).toBe(text);
    rmSync(join(project.path, '.git/index.lock'));
    expect((await project.run(['migrate'])).stderr).toBe('0 items made, 3 files removed, staged in git\n');
    expect(status(project)).toHaveLength(10);
  });

  test('two at once are as one', async () => {
    const project = legacyProject(SMALL, { git: true });
    const runs = await Promise.all(Array.from({ length: 3 }, () => project.run(['migrate', ...DATE])));
    expect(runs.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0]);
    expect(status(project)).toHaveLength(10);
    expect((await project.run(['doctor'])).exitCode).toBe(0);
  });

  test('without a program git it works, unstaged', async () => {
    const project = legacyProject(SMALL, { git: true });
    const { exitCode, stderr } = await project.run(['migrate', ...DATE], { env: { PATH: '/nonexistent' } });
    expect([exitCode, stderr]).toEqual([0, '3 items made, 3 files removed\n']);
    expect(project.read('TODO.before-migration.md')).toBe(SMALL['TODO.md']);
  });

  test('with --keep the items are staged, and the sources stay', async () => {
    const project = legacyProject(SMALL, { git: true });
    await project.run(['migrate', '--keep', ...DATE]);
    expect(status(project).map((line) => line.slice(0, 2))).toEqual(Array.from({ length: 9 }, () => 'A '));
  });

  test('below the top of the repository', async () => {
    const files = Object.fromEntries(Object.entries(SMALL).map(([path, text]) => [`sub dir/${path}`, text]));
    const project = legacyProject(files, { git: true });
    await project.run(['migrate', ...DATE], { cwd: join(project.path, 'sub dir') });
    expect(status(project).filter((line) => line.startsWith('R'))).toHaveLength(3);
    expect(status(project).filter((line) => !/^[RAM] {2}/.test(line))).toEqual([]);
  });
});
