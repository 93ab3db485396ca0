import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { errorLines } from '../support/error-lines.ts';
import { findingLines } from '../support/finding-lines.ts';
import { runBounded } from '../support/run-bounded.ts';
import { type TemporaryProject, temporaryProject } from '../support/temporary-project.ts';
import { treeSnapshot } from '../support/tree-snapshot.ts';
import { writeItem } from '../support/write-item.ts';

const OPEN = '20260530-053259-opened';
const CLOSED = '20260530-053300-done';

/** Moves something out of the root and leaves a symbolic link to it. */
function moveOut(project: TemporaryProject, path: string): void {
  const outside = join(project.path, 'outside', path.replaceAll('/', '-'));
  mkdirSync(join(project.path, 'outside'), { recursive: true });
  renameSync(join(project.root, path), outside);
  symlinkSync(outside, join(project.root, path));
}

const WRITES: string[][] = [
  ['init'],
  ['new', 'New one', '-m', 'Body.'],
  ['comment', OPEN, '-m', 'Text.'],
  ['edit', OPEN, '--title', 'New', '--add-label', 'b'],
  ['comment', CLOSED, '-m', 'Text.'],
  ['status', OPEN, 'pending'],
  ['close', OPEN, '-m', 'Done.'],
  ['reopen', CLOSED, '-m', 'Again.'],
];

const LINKS: [name: string, link: (project: TemporaryProject) => void][] = [
  ['an item directory', (project) => moveOut(project, `open/${OPEN}`)],
  ['item.md', (project) => moveOut(project, `open/${OPEN}/item.md`)],
  ['thread.md', (project) => moveOut(project, `open/${OPEN}/thread.md`)],
  ['resolution.md', (project) => moveOut(project, `closed/${CLOSED}/resolution.md`)],
  [
    'resolution.md of an open item',
    (project) => {
      writeFileSync(join(project.root, 'open', OPEN, 'resolution.md'), 'kept\n');
      moveOut(project, `open/${OPEN}/resolution.md`);
    },
  ],
  [
    'resolution.md to nothing',
    (project) => {
      mkdirSync(join(project.path, 'outside'));
      symlinkSync(join(project.path, 'outside', 'made.md'), join(project.root, 'open', OPEN, 'resolution.md'));
    },
  ],
  [
    'thread.md to nothing',
    (project) => {
      mkdirSync(join(project.path, 'outside'));
      rmSync(join(project.root, 'open', OPEN, 'thread.md'));
      symlinkSync(join(project.path, 'outside', 'made.md'), join(project.root, 'open', OPEN, 'thread.md'));
    },
  ],
  ['artifacts', (project) => moveOut(project, `open/${OPEN}/artifacts`)],
  ['open', (project) => moveOut(project, 'open')],
  ['closed', (project) => moveOut(project, 'closed')],
  ['pending', (project) => moveOut(project, 'pending')],
  [
    'pending to nothing',
    (project) => {
      mkdirSync(join(project.path, 'outside'));
      rmSync(join(project.root, 'pending'), { recursive: true });
      symlinkSync(join(project.path, 'outside', 'made'), join(project.root, 'pending'));
    },
  ],
  [
    '.tmp',
    (project) => {
      mkdirSync(join(project.path, 'outside'));
      symlinkSync(join(project.path, 'outside'), join(project.root, '.tmp'));
    },
  ],
];

describe('no write leaves the root', () => {
  it.each(LINKS)('through a symbolic link for %s', async (_name, link) => {
    const project = temporaryProject({ git: true });
    const closed = writeItem(project.root, { id: CLOSED, status: 'closed' });
    writeFileSync(join(closed, 'resolution.md'), 'Resolved.\n');
    writeItem(project.root, { id: OPEN });
    link(project);
    const outside = (): object => treeSnapshot(join(project.path, 'outside'), { times: true });
    const before = outside();
    for (const args of WRITES) {
      const { exitCode, stderr } = await runBounded(args, { cwd: project.path });
      // With the times of the directories: a temporary file that came and went shows as well.
      expect(outside(), args.join(' ')).toEqual(before);
      expect([0, 1], `${args.join(' ')}: ${stderr}`).toContain(exitCode);
    }
  });

  it('nor through the id in a file', async () => {
    const project = temporaryProject();
    for (const [slug, id] of [
      ['up', '../../../x'],
      ['absolute', '/tmp/x'],
      ['other', '20260530-053259-somebody-else'],
    ]) {
      writeItem(project.root, { id: `20260530-053259-${slug}`, fields: { id: id ?? '', slug: id ?? '' } });
    }
    const list = await project.run(['list']);
    expect(list.exitCode).toBe(0);
    expect(list.stdout.match(/^open\t20260530-053259-/gm)).toHaveLength(3);
    for (const slug of ['up', 'absolute', 'other']) {
      const id = `20260530-053259-${slug}`;
      expect((await project.run(['comment', id, '-m', 'Text.'])).exitCode).toBe(0);
      expect((await project.run(['close', id, '-m', 'Done.'])).exitCode).toBe(0);
      expect(project.read(`work-items/closed/${id}/resolution.md`)).toBe('Done.\n');
    }
    const paths = Object.keys(treeSnapshot(project.path)).filter((path) => path.split('/').length <= 4);
    expect(paths.sort()).toEqual([
      '.',
      './work-items',
      './work-items/closed',
      './work-items/closed/20260530-053259-absolute',
      './work-items/closed/20260530-053259-other',
      './work-items/closed/20260530-053259-up',
      './work-items/open',
      './work-items/pending',
    ]);
    const doctor = await project.run(['doctor', '--json']);
    expect(doctor.exitCode).toBe(1);
    expect(findingLines(doctor.stdout)).toEqual(
      [
        'absolute/item.md:2 id/differs-from-directory',
        'absolute/item.md:3 id/differs-from-slug',
        'absolute/item.md:3 slug/malformed',
        'other/item.md:2 id/differs-from-directory',
        'other/item.md:3 id/differs-from-slug',
        'up/item.md:2 id/differs-from-directory',
        'up/item.md:3 id/differs-from-slug',
        'up/item.md:3 slug/malformed',
      ].map((finding) => `work-items/closed/20260530-053259-${finding}`),
    );
  });

  it.each(['..', '.', '../open', `../open/${OPEN}`, `open/${OPEN}`, '/', 'open/..', `${OPEN}/`])(
    'nor by the argument %j',
    async (ref) => {
      const { root, run } = project();
      const before = treeSnapshot(root);
      for (const args of [
        ['comment', ref, '-m', 'x'],
        ['close', ref, '-m', 'x'],
        ['show', ref],
      ]) {
        const { exitCode, stderr } = await run(args);
        expect(exitCode).toBe(1);
        expect(stderr).toMatch(/^error: no work item /);
      }
      expect(treeSnapshot(root)).toEqual(before);
    },
  );
});

function project(): TemporaryProject {
  const made = temporaryProject();
  writeItem(made.root, { id: OPEN });
  return made;
}

describe('reading', () => {
  it('does not follow a link for artifacts out of the item', async () => {
    const made = project();
    mkdirSync(join(made.path, 'outside'));
    writeFileSync(join(made.path, 'outside', 'secret.txt'), '');
    rmSync(join(made.root, 'open', OPEN, 'artifacts'), { recursive: true });
    symlinkSync(join(made.path, 'outside'), join(made.root, 'open', OPEN, 'artifacts'));
    const { exitCode, stdout } = await made.run(['show', OPEN]);
    expect(exitCode).toBe(0);
    expect(stdout).not.toContain('secret.txt');
  });

  it('does not follow a link for a status directory, by id neither', async () => {
    const made = project();
    moveOut(made, 'open');
    const list = await made.run(['list', '--status', 'all']);
    expect(list.stderr).toContain('warning: open is a symbolic link, which is not followed');
    for (const ref of [OPEN, 'opened']) {
      const { exitCode, stdout } = await made.run(['show', ref]);
      expect({ exitCode, stdout }, ref).toEqual({ exitCode: 1, stdout: '' });
    }
  });

  it('says that resolution.md is not read', async () => {
    const made = project();
    symlinkSync('/etc/hostname', join(made.root, 'open', OPEN, 'resolution.md'));
    const { exitCode, stderr } = await made.run(['show', OPEN]);
    expect(exitCode).toBe(0);
    expect(stderr).toContain('resolution.md is a symbolic link');
  });
});

describe('something else in the place of the lock', () => {
  it.each([
    ['a directory', (path: string) => mkdirSync(path)],
    ['a FIFO', (path: string) => execFileSync('mkfifo', [path])],
    ['a symbolic link', (path: string) => symlinkSync('nothing', path)],
  ])('%s is refused in one clear line', async (_name, make) => {
    const made = project();
    make(join(made.root, '.lock'));
    const before = treeSnapshot(made.root);
    const { exitCode, stderr } = await runBounded(['comment', OPEN, '-m', 'Text.'], {
      cwd: made.path,
      seconds: 10,
    });
    const { errors, others } = errorLines(stderr);
    expect({ exitCode, errors: errors.length, others }).toEqual({ exitCode: 1, errors: 1, others: [] });
    expect(errors[0]).toContain('.lock');
    expect(treeSnapshot(made.root)).toEqual(before);
  });
});
