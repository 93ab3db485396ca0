import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { errorLines } from '../support/error-lines.ts';
import { runBounded } from '../support/run-bounded.ts';
import { type TemporaryProject, temporaryProject } from '../support/temporary-project.ts';
import { treeSnapshot } from '../support/tree-snapshot.ts';
import { type UnprivilegedUser, unprivilegedUser } from '../support/unprivileged-user.ts';
import { writeItem } from '../support/write-item.ts';

const ID = '20260530-053259-kept';

const WRITES: string[][] = [
  ['new', 'New one', '-m', 'Body.'],
  ['comment', ID, '-m', 'Text.'],
  ['edit', ID, '--title', 'New'],
  ['status', ID, 'pending'],
  ['close', ID, '-m', 'Done.'],
];

interface Circumstances extends UnprivilegedUser {
  cwd: string;
  args?: string[];
}

/** One clear line, exit code 1, and not a byte changed: no temporary files either. */
async function expectRefused(directory: string, args: string[], where: Circumstances): Promise<void> {
  const before = treeSnapshot(directory);
  const { exitCode, stdout, stderr } = await runBounded([...args, ...(where.args ?? [])], where);
  const { errors, others } = errorLines(stderr);
  expect({ exitCode, stdout, errors: errors.length, others }, `${args}: ${stderr}`).toEqual({
    exitCode: 1,
    stdout: '',
    errors: 1,
    others: [],
  });
  expect(treeSnapshot(directory), `${args}: ${stderr}`).toEqual(before);
}

describe('something in the way', () => {
  const OBSTACLES: [name: string, put: (project: TemporaryProject) => void, refused: string[][]][] = [
    ['a file for .tmp', ({ root }) => writeFileSync(join(root, '.tmp'), ''), WRITES],
    ['a file for open', ({ root }) => replaceByFile(join(root, 'open')), WRITES.slice(0, 1)],
    ['a file for closed', ({ root }) => replaceByFile(join(root, 'closed')), WRITES.slice(4)],
    ['a file for pending', ({ root }) => replaceByFile(join(root, 'pending')), WRITES.slice(3, 4)],
    ['a file at the target of a move', ({ root }) => writeFileSync(join(root, 'closed', ID), 'kept'), WRITES.slice(4)],
    [
      'a directory for resolution.md',
      ({ root }) => mkdirSync(join(root, 'open', ID, 'resolution.md')),
      WRITES.slice(4),
    ],
  ];

  function replaceByFile(path: string): void {
    rmSync(path, { recursive: true });
    writeFileSync(path, '');
  }

  it.each(OBSTACLES)('%s', async (_name, put, refused) => {
    const project = temporaryProject();
    writeItem(project.root, { id: ID });
    put(project);
    for (const args of refused) await expectRefused(project.path, args, { cwd: project.path });
  });

  it('a file for the root, and for the place where init wants one', async () => {
    const project = temporaryProject({ init: false });
    project.write('work-items', '');
    for (const args of [['init'], ['list', '--root', 'work-items'], ['new', 'T', '--root', 'work-items', '-m', 'x']]) {
      await expectRefused(project.path, args, { cwd: project.path });
    }
  });
});

const user = unprivilegedUser();
if (user === null) console.warn('SKIPPED: a tree that may not be written; this user may write everything');

describe.skipIf(user === null)('a tree that may not be written', () => {
  /** A project that belongs to the user, but for the directories that nobody may write. */
  function protectedProject(paths: string[], git: boolean): TemporaryProject {
    const project = temporaryProject({ git });
    writeItem(project.root, { id: ID });
    const { uid, gid } = user ?? {};
    if (uid !== undefined && gid !== undefined) giveAway(project.path, uid, gid);
    for (const path of paths) {
      chmodSync(join(project.path, path), 0o555);
      onTestFinished(() => chmodSync(join(project.path, path), 0o755));
    }
    return project;
  }

  function giveAway(path: string, uid: number, gid: number): void {
    chownSync(path, uid, gid);
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      if (entry.isDirectory()) giveAway(join(path, entry.name), uid, gid);
      else chownSync(join(path, entry.name), uid, gid);
    }
  }

  it.each([
    ['the root, without git', ['work-items'], false, WRITES],
    ['the root, in a repository', ['work-items'], true, WRITES],
    ['the item', [`work-items/open/${ID}`], true, [...WRITES.slice(1, 3), ...WRITES.slice(4)]],
    ['a status directory', ['work-items/open'], true, [...WRITES.slice(0, 1), ...WRITES.slice(3)]],
    ['the status directory that a move goes to', ['work-items/closed'], true, WRITES.slice(4)],
    ["git's own directory", ['.git'], true, WRITES],
  ])('%s', async (_name, paths, git, refused) => {
    const project = protectedProject(paths, git);
    const list = await runBounded(['list'], { cwd: project.path, ...user });
    expect(list.stdout).toContain(ID);
    for (const args of refused) await expectRefused(project.path, args, { cwd: project.path, ...user });
  });
});

describe.skipIf(user === null)('a directory that may not be searched', () => {
  function withOwner(git: boolean): TemporaryProject {
    const project = temporaryProject({ git });
    writeItem(project.root, { id: ID });
    project.write('TODO.md', '# TODO\n\n- [ ] A thing that matters\n');
    const { uid, gid } = user ?? {};
    if (uid !== undefined && gid !== undefined) execFileSync('chown', ['-R', `${uid}:${gid}`, project.path]);
    return project;
  }

  it.each(['open', 'closed'])('%s: there is no new item, and nobody is told that there is one', async (status) => {
    const project = withOwner(false);
    const directory = join(project.root, status);
    const before = treeSnapshot(project.root);
    chmodSync(directory, 0);
    onTestFinished(() => chmodSync(directory, 0o755));
    for (const args of [['new', 'T', '-m', 'x'], ['migrate'], ['comment', 'other', '-m', 'x']]) {
      const { exitCode, stderr } = await runBounded(args, { cwd: project.path, ...user });
      const told = expect.stringMatching(new RegExp(`^error: .*${status}.*(?:may not be looked at|EACCES)`));
      expect([args, exitCode, stderr]).toEqual([args, 1, told]);
    }
    chmodSync(directory, 0o755);
    expect(treeSnapshot(project.root)).toEqual(before);
  });

  it('on the PATH holds no program', async () => {
    const project = withOwner(true);
    const closed = join(project.path, 'closed-bin');
    mkdirSync(closed);
    chmodSync(closed, 0);
    onTestFinished(() => chmodSync(closed, 0o755));
    const env = { PATH: `${closed}:${process.env.PATH}` };
    const { exitCode, stderr } = await runBounded(['setup', '--check'], { cwd: project.path, env, ...user });
    expect([exitCode, stderr]).toEqual([1, expect.not.stringContaining('fault')]);
  });
});

const probe = temporaryMount();
if (!probe) console.warn('SKIPPED: a full disk; this user may not mount a small file system');

/** Whether this user may mount a file system of their own. */
function temporaryMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const script = 'd=$(mktemp -d) && mount -t tmpfs -o size=64k tmpfs "$d" && umount "$d"; s=$?; rmdir "$d"; exit $s';
  return spawnSync('sh', ['-c', script], { stdio: 'ignore' }).status === 0;
}

describe.skipIf(!probe)('a full disk', () => {
  /** A root on a disk of its own with so many free pages; the lock is in the repository, on another disk. */
  function fullDisk(freePages: number): { project: TemporaryProject; disk: string } {
    const project = temporaryProject({ git: true });
    const disk = join(project.path, 'disk');
    mkdirSync(disk);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=128k,mode=755', 'tmpfs', disk]);
    onTestFinished(() => {
      execFileSync('umount', [disk]);
    });
    for (const status of ['open', 'pending', 'closed'])
      mkdirSync(join(disk, 'work-items', status), { recursive: true });
    writeItem(join(disk, 'work-items'), { id: ID });
    const { bavail, bsize } = statfsSync(disk);
    writeFileSync(join(disk, 'filler'), Buffer.alloc((bavail - freePages) * bsize));
    expect(statfsSync(disk).bavail).toBe(freePages);
    return { project, disk };
  }

  const inRoot = (project: TemporaryProject): Circumstances => ({
    cwd: project.path,
    args: ['--root', 'disk/work-items'],
  });

  it('refuses every write', async () => {
    const { project, disk } = fullDisk(0);
    for (const args of WRITES.filter(([name]) => name !== 'status')) await expectRefused(disk, args, inRoot(project));
  });

  it('leaves no root that was made for an import or a migration', async () => {
    const { project, disk } = fullDisk(1);
    const { stdout } = await project.run(['export', '--json', '--root', 'disk/work-items']);
    project.write('items.json', stdout);
    // It takes the page that is left.
    project.write('disk/new/TODO.md', '# TODO\n\n- [ ] A thing that matters\n');
    expect(statfsSync(disk).bavail).toBe(0);
    const cwd = join(disk, 'new');
    await expectRefused(disk, ['import', '../../items.json', '--root', 'deep/items'], { cwd });
    await expectRefused(disk, ['migrate', '--root', 'work-items'], { cwd });
    rmSync(join(disk, 'filler'));
    for (const args of [
      ['import', '../../items.json', '--root', 'deep/items'],
      ['migrate', '--root', 'work-items'],
    ]) {
      expect((await runBounded(args, { cwd })).exitCode).toBe(0);
    }
  });

  it('takes back what it began to append', async () => {
    const { project, disk } = fullDisk(2);
    // More than the pages that are left: the write comes back short.
    await expectRefused(disk, ['comment', ID, '-m', 'x'.repeat(20_000)], inRoot(project));
    expect((await project.run(['show', ID, '--root', 'disk/work-items'])).exitCode).toBe(0);
    rmSync(join(disk, 'filler'));
    const { exitCode } = await project.run(['comment', ID, '-m', 'y'.repeat(20_000), '--root', 'disk/work-items']);
    expect(exitCode).toBe(0);
    const thread = project.read(`disk/work-items/open/${ID}/thread.md`);
    expect(thread).not.toContain('xx');
    expect(thread).toContain('y'.repeat(20_000));
  });

  it('leaves nothing of a new item that does not fit', async () => {
    const { project, disk } = fullDisk(2);
    await expectRefused(disk, ['new', 'Big', '-m', 'x'.repeat(20_000)], inRoot(project));
    expect(readdirSync(join(disk, 'work-items')).sort()).toEqual(['closed', 'open', 'pending']);
  });
});
