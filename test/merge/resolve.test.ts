import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseThread } from '../../src/format/thread.ts';
import { type MergeProject, mergeProject } from '../support/merge-project.ts';
import { runTickets } from '../support/run-tickets.ts';
import { temporaryProject } from '../support/temporary-project.ts';
import { treeSnapshot } from '../support/tree-snapshot.ts';

const A = '20260601-090000-slow-search';

/** A project whose branch `side` closed the item while `main` commented on it. */
async function parted(options: { drivers?: boolean } = {}): Promise<MergeProject> {
  const project = mergeProject(options);
  await (await project.tickets('ann', 0)).create({ title: 'Slow search', body: 'It is slow.' });
  project.write('src/a.txt', 'one\n');
  project.commit('an item');
  project.must('checkout', '--quiet', '-b', 'side');
  await (await project.tickets('eve', 20)).close(A, 'Done.');
  project.commit('close');
  project.must('checkout', '--quiet', 'main');
  await (await project.tickets('bob', 10)).comment(A, 'Wait.');
  project.commit('comment');
  return project;
}

const run = (project: MergeProject, ...args: string[]) => runTickets(args, { cwd: project.path });
const bodies = (project: MergeProject, path: string, id = A) =>
  parseThread(project.read(`work-items/${path}/thread.md`), id).events.map(({ body }) => body);

describe('in a merge that stopped', () => {
  it('says what it did, in words and as JSON, and --dry-run does nothing', async () => {
    const project = await parted({ drivers: false });
    expect(project.git('merge', 'side').status).toBe(1);
    const before = treeSnapshot(project.path);
    const dry = await run(project, 'resolve', '--dry-run');
    expect([dry.exitCode, dry.stdout]).toEqual([0, `settled ${A}\n`]);
    expect(dry.stderr).toMatch(/^1 item to settle, \d files to write\n$/);
    expect(treeSnapshot(project.path)).toEqual(before);
    const json = JSON.parse((await run(project, 'resolve', '--json')).stdout);
    expect(json).toMatchObject({
      schemaVersion: 1,
      root: project.root,
      operation: 'merge',
      dryRun: false,
      items: [A],
      conflicts: [],
      movedEvents: [],
      renamedSlugs: [],
      kept: [],
      elsewhere: [],
      next: 'git merge --continue',
    });
    expect(json.files).toContain(`closed/${A}/thread.md`);
    const again = await run(project, 'resolve');
    expect([again.exitCode, again.stdout]).toEqual([0, 'everything is settled\n']);
  });

  it('keeps what was written since: a comment, and a file that nobody added', async () => {
    const project = await parted();
    project.git('merge', 'side');
    project.write(`work-items/closed/${A}/artifacts/scratch.txt`, 'mine\n');
    project.resolve();
    await (await project.tickets('kim', 40)).comment(A, 'In the middle of it.');
    const untracked = project.must('ls-files', '--others').trim();
    expect(project.resolve().conflicts).toEqual([]);
    expect(bodies(project, `closed/${A}`)).toEqual([
      'Created by tickets new.',
      'Wait.',
      'Done.',
      'In the middle of it.',
    ]);
    expect(project.must('ls-files', '--others').trim()).toBe(untracked);
    expect(project.findings()).toEqual([]);
  });

  it('brings back the events that somebody dropped by taking one side whole', async () => {
    const project = await parted({ drivers: false });
    project.git('merge', 'side');
    project.must('rm', '--quiet', '-r', '-f', '--cached', 'work-items');
    rmSync(join(project.root, 'closed', A), { recursive: true, force: true });
    project.must('checkout', '--quiet', 'HEAD', '--', 'work-items');
    expect(project.resolve().conflicts).toEqual([]);
    expect(bodies(project, `closed/${A}`)).toEqual(['Created by tickets new.', 'Wait.', 'Done.']);
    expect(project.findings()).toEqual([]);
  });

  it('moves a file that nobody added along with its item', async () => {
    const project = await parted();
    project.write(`work-items/open/${A}/artifacts/scratch.txt`, 'mine\n');
    project.git('merge', 'side');
    project.resolve();
    expect(project.read(`work-items/closed/${A}/artifacts/scratch.txt`)).toBe('mine\n');
    expect(project.must('ls-files', '--others').trim()).toBe(`work-items/closed/${A}/artifacts/scratch.txt`);
  });

  it('leaves everything that is no item to git, and says so', async () => {
    const project = await parted();
    project.write('src/a.txt', 'ours\n');
    project.commit('ours');
    project.must('checkout', '--quiet', 'side');
    project.write('src/a.txt', 'theirs\n');
    project.commit('theirs');
    project.must('checkout', '--quiet', 'main');
    project.git('merge', 'side');
    const conflict = project.read('src/a.txt');
    const resolved = await run(project, 'resolve');
    expect(resolved.exitCode).toBe(0);
    expect(resolved.stdout).toContain('left to git src/a.txt\n');
    expect(project.read('src/a.txt')).toBe(conflict);
    expect(project.must('diff', '--name-only', '--diff-filter=U').trim()).toBe('src/a.txt');
  });

  it('exits with 1 and names what a person has to settle, and who is who in a rebase', async () => {
    const project = await parted();
    await (await project.tickets('bob', 30)).edit(A, { title: 'Ours' });
    project.commit('title');
    project.must('checkout', '--quiet', 'side');
    await (await project.tickets('eve', 30)).edit(A, { title: 'Theirs' });
    project.commit('another title');
    expect(project.git('rebase', 'main').status).toBe(1);
    await run(project, 'resolve');
    expect(project.git('rebase', '--continue').status).toBe(1);
    const { exitCode, stdout } = await run(project, 'resolve');
    expect(exitCode).toBe(1);
    expect(stdout).toContain(
      `conflict closed/${A}/item.md: both sides changed title\n  ours:   Ours\n  theirs: Theirs\n`,
    );
    expect(stdout).toMatch(/ours is what you rebase onto, theirs is your own commit [0-9a-f]{7} \(another title\)/);
    expect(project.must('ls-files', '-u').trim().split('\n')).toHaveLength(3);
  });

  it.each(['revert', 'cherry-pick'])(
    'says how to go on after a %s that leaves nothing to commit',
    async (operation) => {
      const project = mergeProject({ drivers: false });
      await (await project.tickets('ann', 0)).create({ title: 'Slow search', body: 'It is slow.' });
      project.commit('an item');
      for (const [minute, text] of ['First.', 'Second.'].entries()) {
        await (await project.tickets('bob', minute + 1)).comment(A, text);
        project.commit(text);
      }
      expect(project.git(operation, '--no-edit', 'HEAD~1').status).toBe(1);
      const head = project.must('rev-parse', 'HEAD');
      const { stdout, stderr } = await run(project, 'resolve');
      expect([stdout, stderr]).toEqual([
        `settled ${A}\n`,
        expect.stringContaining(`; next: git ${operation} --skip\n`),
      ]);
      expect(project.git(operation, '--continue').status).not.toBe(0);
      project.must(operation, '--skip');
      expect(bodies(project, `open/${A}`)).toEqual(['Created by tickets new.', 'First.', 'Second.']);
      expect([project.must('rev-parse', 'HEAD'), project.must('status', '--porcelain')]).toEqual([head, '']);
    },
  );

  it('exits with 4 where the index cannot be written, and the same command does the rest', async () => {
    const project = await parted({ drivers: false });
    expect(project.git('merge', 'side').status).toBe(1);
    project.write('.git/index.lock', '');
    const { exitCode, stdout, stderr } = await run(project, 'resolve');
    expect([exitCode, stdout]).toEqual([4, '']);
    expect(stderr).toMatch(/^error: the files are settled, but not staged: git update-index failed: .*index\.lock/);
    expect(stderr).toContain('hint: the same command does the rest\n');
    expect(bodies(project, `closed/${A}`)).toEqual(['Created by tickets new.', 'Wait.', 'Done.']);
    // Nothing is written this time, and so nothing is half done.
    expect((await run(project, 'resolve')).exitCode).toBe(1);
    rmSync(join(project.path, '.git/index.lock'));
    expect((await run(project, 'resolve')).exitCode).toBe(0);
    project.must('commit', '--quiet', '--no-edit');
    expect(project.must('status', '--porcelain')).toBe('');
  });

  it('keeps an item that one side deleted and the other changed', async () => {
    const project = await parted();
    project.must('checkout', '--quiet', 'side');
    project.must('reset', '--quiet', '--hard', 'HEAD~');
    project.must('rm', '--quiet', '-r', `work-items/open/${A}`);
    project.commit('gone');
    project.must('checkout', '--quiet', 'main');
    project.git('merge', 'side');
    const { stdout } = await run(project, 'resolve');
    expect(stdout).toContain(`kept ${A}: one side deleted it, the other changed it\n`);
    expect(bodies(project, `open/${A}`)).toEqual(['Created by tickets new.', 'Wait.']);
    expect(project.must('ls-files', '-u')).toBe('');
  });

  it('of a binary artifact that both changed keeps ours, until somebody has staged one of them', async () => {
    const project = mergeProject();
    await (await project.tickets('ann', 0)).create({ title: 'Slow search', body: 'It is slow.' });
    const path = `work-items/open/${A}/artifacts/shot.png`;
    project.write(path, Buffer.from([0, 1]));
    project.commit('an item');
    project.must('checkout', '--quiet', '-b', 'side');
    project.write(path, Buffer.from([0, 2]));
    project.commit('theirs');
    project.must('checkout', '--quiet', 'main');
    project.write(path, Buffer.from([0, 3]));
    project.commit('ours');
    expect(project.git('merge', 'side').status).toBe(1);
    expect(project.resolve().conflicts).toMatchObject([{ item: A, file: 'artifacts/shot.png' }]);
    expect([...readFileSync(join(project.path, path))]).toEqual([0, 3]);
    project.must('checkout', '--theirs', path);
    project.must('add', path);
    expect(project.resolve().conflicts).toEqual([]);
    expect([...readFileSync(join(project.path, path))]).toEqual([0, 2]);
  });
});

describe('never', () => {
  it('writes through a link out of the tree', async () => {
    const project = await parted();
    project.git('merge', '--no-commit', 'side');
    const elsewhere = join(project.path, 'elsewhere');
    mkdirSync(elsewhere);
    project.must('checkout', '--quiet', 'HEAD', '--', 'work-items');
    rmSync(join(project.root, 'closed'), { recursive: true });
    symlinkSync(elsewhere, join(project.root, 'closed'));
    const { exitCode, stderr } = await run(project, 'resolve');
    expect([exitCode, stderr]).toEqual([1, 'error: closed is no directory\nhint: nothing was written\n']);
    expect(readdirSync(elsewhere)).toEqual([]);
    expect(existsSync(join(project.root, 'open', A, 'item.md'))).toBe(true);
  });

  it('takes a link of the other side for a file, or follows it', async () => {
    const project = await parted();
    project.must('checkout', '--quiet', 'side');
    symlinkSync('/etc/hostname', join(project.root, 'closed', A, 'artifacts/link'));
    project.commit('a link');
    project.must('checkout', '--quiet', 'main');
    project.git('merge', '--no-edit', 'side');
    expect(project.resolve().conflicts).toEqual([]);
    expect(readlinkSync(join(project.root, 'closed', A, 'artifacts/link'))).toBe('/etc/hostname');
  });
});

it('keeps what may be run, and changes the mode of nothing else', async () => {
  const project = await parted({ drivers: false });
  project.must('checkout', '--quiet', 'side');
  const script = `work-items/closed/${A}/artifacts/run.sh`;
  project.write(script, 'exit 0\n');
  chmodSync(join(project.path, script), 0o755);
  project.commit('a script');
  project.must('checkout', '--quiet', 'main');
  project.git('merge', 'side');
  project.resolve();
  expect(statSync(join(project.path, script)).mode & 0o111).toBe(0o111);
  expect(statSync(join(project.root, 'closed', A, 'item.md')).mode & 0o111).toBe(0);
  expect(project.must('ls-files', '-s', script)).toMatch(/^100755 /);
});

describe('after a merge that went through', () => {
  it('brings in what git left behind, and keeps what was written since', async () => {
    const project = await parted({ drivers: false });
    project.must('reset', '--quiet', '--hard', 'HEAD~');
    project.write(`work-items/open/${A}/artifacts/log.txt`, 'A log.\n');
    project.commit('first artifact');
    expect(project.git('merge', '--no-edit', 'side').status).toBe(0);
    expect(project.findings()).not.toEqual([]);
    await (await project.tickets('kim', 40)).comment(A, 'Since then.');
    expect(project.resolve()).toMatchObject({ operation: 'merged', items: [A], conflicts: [] });
    expect(project.read(`work-items/closed/${A}/artifacts/log.txt`)).toBe('A log.\n');
    expect(bodies(project, `closed/${A}`)).toEqual(['Created by tickets new.', 'Done.', 'Since then.']);
    expect(project.findings()).toEqual([]);
    expect(project.resolve().files).toEqual([]);
  });

  it('keeps an edit that goes back to the value of before', async () => {
    const project = await parted();
    project.git('merge', 'side');
    project.resolve();
    project.git('commit', '--quiet', '--no-edit');
    await (await project.tickets('kim', 40)).edit(A, { kind: 'bug' });
    project.commit('bug');
    project.must('reset', '--quiet', '--soft', 'HEAD~');
    await (await project.tickets('kim', 41)).edit(A, { kind: 'task' });
    expect(project.resolve().files).toEqual([]);
    expect(project.read(`work-items/closed/${A}/item.md`)).toContain('\nkind: task\n');
  });

  it('gives the later of two items with one slug a number', async () => {
    const project = mergeProject();
    project.must('checkout', '--quiet', '-b', 'side');
    await (await project.tickets('eve', 5)).create({ title: 'Slow search', body: 'Theirs.' });
    project.commit('theirs');
    project.must('checkout', '--quiet', 'main');
    await (await project.tickets('bob', 0)).create({ title: 'Slow search', body: 'Ours.' });
    project.commit('ours');
    project.must('merge', '--quiet', '--no-edit', 'side');
    expect(project.findings().join()).toContain('slug/duplicate');
    const { exitCode, stdout } = await run(project, 'resolve');
    expect([exitCode, stdout]).toEqual([
      0,
      `settled 20260601-090005-slow-search\nslug 20260601-090005-slow-search: slow-search-2, since ${A} has slow-search\n`,
    ]);
    expect(project.findings()).toEqual([]);
    expect(project.resolve().files).toEqual([]);
  });
});

describe('long after a merge', () => {
  it('puts an event back that stands in the log of another item', async () => {
    const project = mergeProject({ drivers: false });
    await (await project.tickets('ann', 0)).create({ title: 'Slow search', body: 'It is slow.' });
    await (await project.tickets('ann', 5)).create({ title: 'Other', body: 'Another.' });
    await (await project.tickets('bob', 10)).comment(A, 'Wait.');
    const other = `work-items/open/20260601-090005-other/thread.md`;
    const own = `work-items/open/${A}/thread.md`;
    const [, event = ''] = project.read(own).split(/\n(?=<!-- event: comment)/);
    writeFileSync(join(project.path, own), project.read(own).replace(`\n${event}`, ''));
    writeFileSync(join(project.path, other), `${project.read(other)}\n${event}`);
    project.commit('as a merge made it');
    expect(project.findings().join()).toContain('thread/id-mismatch');
    expect(project.resolve()).toMatchObject({
      operation: 'none',
      movedEvents: [{ from: '20260601-090005-other', to: A }],
    });
    expect(bodies(project, `open/${A}`)).toEqual(['Created by tickets new.', 'Wait.']);
    expect(project.findings()).toEqual([]);
    expect((await run(project, 'resolve')).stdout).toBe('nothing to settle\n');
  });
});

describe('a criss-cross', () => {
  it('takes the base that the bases merge to', async () => {
    const project = await parted();
    project.must('branch', 'before');
    project.git('merge', '--no-edit', 'side');
    project.resolve();
    project.commit('one way');
    project.must('checkout', '--quiet', 'side');
    project.git('merge', '--no-edit', 'before');
    project.resolve();
    project.commit('the other way');
    await (await project.tickets('eve', 30)).edit(A, { title: 'Theirs' });
    project.commit('title');
    project.must('checkout', '--quiet', 'main');
    await (await project.tickets('bob', 40)).comment(A, 'Later.');
    project.commit('later');
    project.git('merge', '--no-edit', 'side');
    expect(project.resolve().conflicts).toEqual([]);
    project.commit('both');
    expect(project.read(`work-items/closed/${A}/item.md`)).toContain('\ntitle: Theirs\n');
    expect(project.findings()).toEqual([]);
  });
});

it('without git, and before the first commit, there is nothing to settle', async () => {
  const plain = temporaryProject();
  const failed = await plain.run(['resolve']);
  expect([failed.exitCode, failed.stderr]).toEqual([
    1,
    `error: ${plain.root} is in no git repository\nhint: without one, there are no merges\n`,
  ]);
  const empty = temporaryProject({ git: true });
  expect(await empty.run(['resolve'])).toMatchObject({ exitCode: 0, stdout: 'nothing to settle\n' });
});
