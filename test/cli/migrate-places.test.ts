import { chmodSync, chownSync, mkdirSync, renameSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { legacyProject, SMALL } from '../support/legacy-project.ts';
import { runBounded } from '../support/run-bounded.ts';
import { treeOf } from '../support/tree-of.ts';
import { unprivilegedUser } from '../support/unprivileged-user.ts';

/** As on a root that is a file system of its own: no rename goes into it or out of it. */
const OTHER_FILE_SYSTEM = `data:text/javascript,${encodeURIComponent(`
  import fs from 'node:fs';
  import { syncBuiltinESMExports } from 'node:module';
  const { renameSync } = fs;
  const isInside = (path) => path.includes('/work-items/');
  fs.renameSync = (from, to) => {
    if (isInside(from) !== isInside(to)) throw Object.assign(new Error('EXDEV'), { code: 'EXDEV' });
    renameSync(from, to);
  };
  syncBuiltinESMExports();
`)}`;

test('a root on another file system than the list', async () => {
  const project = legacyProject();
  const env = { NODE_OPTIONS: `--import=${OTHER_FILE_SYSTEM}` };
  const { exitCode, stderr } = await project.run(['migrate'], { env });
  expect([exitCode, stderr]).toEqual([0, '3 items made, 3 files removed\n']);
  expect(project.read('TODO.md')).toContain('`work-items/`');
  expect(project.read('TODO.before-migration.md')).toBe(SMALL['TODO.md']);
});

test('a draft of the notice that a killed run left goes, and no other file', async () => {
  const project = legacyProject();
  project.write('TODO.md.0123456789ab', '# TODO\n\nThe work items');
  project.write('TODO.md.ba9876543210', 'mine');
  project.write('TODO.md.bak', '');
  await project.run(['migrate']);
  const names = Object.keys(treeOf(project.path)).filter((name) => name.startsWith('TODO.md.'));
  expect(names).toEqual(['TODO.md.ba9876543210', 'TODO.md.bak']);
});

test('a directory of tickets that is a link is refused', async () => {
  const project = legacyProject();
  renameSync(join(project.path, 'tickets'), join(project.path, 'elsewhere'));
  symlinkSync('elsewhere', join(project.path, 'tickets'));
  const before = treeOf(project.path);
  const { exitCode, stderr } = await project.run(['migrate']);
  expect([exitCode, stderr]).toEqual([1, expect.stringContaining('tickets is a symbolic link; nothing was written')]);
  expect(treeOf(project.path)).toEqual(before);
});

const user = unprivilegedUser();

test.skipIf(user === null).each(['tickets', 'tickets/more'])('%s that cannot be listed is refused', async (name) => {
  const project = legacyProject();
  mkdirSync(join(project.path, name), { recursive: true });
  if (user?.uid !== undefined) chownSync(project.path, user.uid, user.gid ?? 0);
  chmodSync(join(project.path, name), 0o000);
  const { exitCode, stderr } = await runBounded(['migrate'], { cwd: project.path, ...user });
  chmodSync(join(project.path, name), 0o755);
  expect([exitCode, stderr]).toEqual([1, expect.stringContaining(`${name} cannot be listed`)]);
  expect(project.read('TODO.md')).toBe(SMALL['TODO.md']);
});

test('a root that belongs to another place than the tracker is told of', async () => {
  const project = legacyProject();
  const before = treeOf(project.path);
  const { exitCode, stderr } = await project.run(['migrate', '--root', 'docs/items']);
  expect([exitCode, stderr]).toEqual([2, expect.stringMatching(/the tracker is in .*\nhint: .*--root work-items\n/)]);
  expect(treeOf(project.path)).toEqual(before);
});

test('a source in a merge conflict is refused', async () => {
  const project = legacyProject(SMALL, { git: true });
  project.git('checkout', '--quiet', '-b', 'theirs');
  project.write('TODO.md', 'theirs\n');
  project.git('commit', '--quiet', '--all', '--message', 'theirs');
  project.git('checkout', '--quiet', 'main');
  project.write('TODO.md', `${SMALL['TODO.md']}- [ ] ours\n`);
  project.git('commit', '--quiet', '--all', '--message', 'ours');
  expect(() => project.git('merge', '--quiet', 'theirs')).toThrow();
  const { exitCode, stderr } = await project.run(['migrate']);
  expect([exitCode, stderr]).toEqual([
    1,
    expect.stringMatching(/TODO.md is in a merge conflict; .*\nhint: finish the merge/),
  ]);
});
