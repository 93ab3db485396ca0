import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { dangerousCharacters } from '../support/dangerous-characters.ts';
import { errorLines } from '../support/error-lines.ts';
import { findingLines } from '../support/finding-lines.ts';
import { type BoundedOptions, runBounded } from '../support/run-bounded.ts';
import type { RunResult } from '../support/run-tickets.ts';
import { temporaryProject } from '../support/temporary-project.ts';
import { treeSnapshot } from '../support/tree-snapshot.ts';
import { unprivilegedUser } from '../support/unprivileged-user.ts';
import { writeItem } from '../support/write-item.ts';

const FIRST = '20260530-053258-first';
const DAMAGED = '20260530-053259-damaged';
const LAST = '20260530-053300-last';

interface Damage {
  name: string;
  /** Damages the item in that directory. */
  damage: (directory: string) => void;
  /** How `list` tells of it: in its row and on stderr, on stderr alone (it is no item), or not at all. */
  told?: 'marked' | 'named' | 'healthy';
  /** What a comment on it does. */
  write?: 'refused' | 'recorded';
  /** All that doctor finds, by what follows the item's directory: path, line and rule. */
  finds: string[];
}

const item = (text: string | Uint8Array) => (directory: string) => writeFileSync(join(directory, 'item.md'), text);

const FRONT_MATTER = `---
id: ${DAMAGED}
slug: damaged
title: Damaged
status: open
kind: task
priority: P2
labels: []
created_at: 2026-05-30T05:32:59Z
updated_at: 2026-05-30T05:32:59Z
assignee: null
legacy_ticket: null
`;

const DAMAGES: Damage[] = [
  { name: 'no opener', damage: item('# Heading\n\nA needle.\n'), finds: ['/item.md:1 front-matter/no-opener'] },
  { name: 'no closer', damage: item(`${FRONT_MATTER}\nA needle.\n`), finds: ['/item.md:1 front-matter/no-closer'] },
  { name: 'an opener alone', damage: item('---'), finds: ['/item.md:1 front-matter/no-closer'] },
  {
    name: 'invalid UTF-8',
    damage: item(Buffer.from(`${FRONT_MATTER}---\n\ncaf\xe9 needle\n`, 'latin1')),
    finds: ['/item.md:15 text/invalid-utf8'],
  },
  {
    name: 'UTF-16',
    damage: item(Buffer.from(`\ufeff${FRONT_MATTER}---\n`, 'utf16le')),
    finds: ['/item.md:1 front-matter/no-opener', '/item.md:1 text/invalid-utf8', '/item.md:1 text/nul'],
  },
  { name: 'an empty item.md', damage: item(''), finds: ['/item.md:1 front-matter/no-opener'] },
  {
    name: 'a directory for item.md',
    damage: (directory) => {
      rmSync(join(directory, 'item.md'));
      mkdirSync(join(directory, 'item.md'));
    },
    finds: ['/item.md layout/special-file'],
  },
  {
    name: 'a FIFO for item.md',
    damage: (directory) => {
      rmSync(join(directory, 'item.md'));
      execFileSync('mkfifo', [join(directory, 'item.md')]);
    },
    finds: ['/item.md layout/special-file'],
  },
  {
    name: 'a symbolic link for item.md',
    damage: (directory) => {
      renameSync(join(directory, 'item.md'), join(directory, '../../../outside.md'));
      symlinkSync('../../../outside.md', join(directory, 'item.md'));
    },
    finds: ['/item.md layout/symlink'],
  },
  {
    name: 'a symbolic link to nothing for item.md',
    damage: (directory) => {
      rmSync(join(directory, 'item.md'));
      symlinkSync('../../../nothing.md', join(directory, 'item.md'));
    },
    finds: ['/item.md layout/symlink'],
  },
  {
    name: 'a front matter of 70 KiB',
    damage: item(`${FRONT_MATTER}filler: ${'text '.repeat(14_000)}\n---\n\nA needle.\n`),
    finds: ['/item.md:1 front-matter/too-large'],
  },
  {
    name: 'a missing item.md',
    damage: (directory) => rmSync(join(directory, 'item.md')),
    finds: [' layout/missing-item'],
  },
  {
    name: 'a FIFO for thread.md',
    damage: (directory) => {
      rmSync(join(directory, 'thread.md'));
      execFileSync('mkfifo', [join(directory, 'thread.md')]);
    },
    told: 'healthy',
    finds: ['/thread.md layout/special-file'],
  },
  {
    name: 'a directory for thread.md',
    damage: (directory) => {
      rmSync(join(directory, 'thread.md'));
      mkdirSync(join(directory, 'thread.md'));
    },
    told: 'healthy',
    finds: ['/thread.md layout/special-file'],
  },
  {
    name: 'a symbolic link for thread.md',
    damage: (directory) => {
      renameSync(join(directory, 'thread.md'), join(directory, '../../../outside.md'));
      symlinkSync('../../../outside.md', join(directory, 'thread.md'));
    },
    told: 'healthy',
    finds: ['/thread.md layout/symlink'],
  },
  {
    name: 'a thread.md that is not UTF-8',
    damage: (directory) => writeFileSync(join(directory, 'thread.md'), Buffer.from('caf\xe9\n', 'latin1')),
    told: 'healthy',
    finds: ['/thread.md:1 text/invalid-utf8'],
  },
  {
    name: 'a symbolic link for the directory',
    damage: (directory) => {
      renameSync(directory, join(directory, '../../../outside'));
      symlinkSync('../../outside', directory);
    },
    told: 'named',
    finds: [' layout/symlink'],
  },
  {
    name: 'a resolution.md that is not UTF-8',
    damage: (directory) => writeFileSync(join(directory, 'resolution.md'), Buffer.from('caf\xe9\n', 'latin1')),
    told: 'healthy',
    finds: ['/resolution.md closed/resolution-on-open', '/resolution.md:1 text/invalid-utf8'],
  },
  {
    name: 'a FIFO for resolution.md',
    damage: (directory) => execFileSync('mkfifo', [join(directory, 'resolution.md')]),
    told: 'healthy',
    finds: ['/resolution.md layout/special-file'],
  },
  {
    name: 'a file for artifacts',
    damage: (directory) => {
      rmSync(join(directory, 'artifacts'), { recursive: true });
      writeFileSync(join(directory, 'artifacts'), '');
    },
    told: 'healthy',
    write: 'recorded',
    finds: ['/artifacts layout/special-file'],
  },
  {
    name: 'a missing thread.md',
    damage: (directory) => rmSync(join(directory, 'thread.md')),
    told: 'healthy',
    write: 'recorded',
    finds: [' layout/missing-thread'],
  },
  {
    name: 'NUL bytes in the body',
    damage: item(`${FRONT_MATTER}---\n\nNUL \0 needle\n`),
    told: 'healthy',
    write: 'recorded',
    finds: ['/item.md:15 text/nul'],
  },
];

type Runner = (args: string[], options?: Partial<BoundedOptions>) => Promise<RunResult>;

/** The rows of the table that a pipe gets, by id. */
function rowsOf(stdout: string): Record<string, string[]> {
  const rows = stdout.split('\n').slice(1, -1);
  return Object.fromEntries(rows.map((row) => [row.split('\t')[1], row.split('\t')]));
}

async function expectReadable(run: Runner, { told = 'marked', finds }: Damage): Promise<void> {
  const [list, show, search, log, doctor] = await Promise.all([
    run(['list', '--status', 'all']),
    run(['show', DAMAGED]),
    run(['search', 'needle in']),
    run(['log', '--json']),
    run(['doctor', '--json']),
  ]);
  expect(list.exitCode).toBe(0);
  const rows = rowsOf(list.stdout);
  for (const [id, at] of [
    [FIRST, '2026-05-30T05:32:58Z'],
    [LAST, '2026-05-30T05:33:00Z'],
  ] as const) {
    expect(rows[id]).toEqual(['open', id, id.slice(16), 'Title', 'task', 'P2', at]);
  }
  const place = `open/${DAMAGED}`;
  expect(rows[DAMAGED] !== undefined).toBe(told !== 'named');
  if (told === 'healthy') expect(list.stderr).toBe('');
  else expect(list.stderr).toMatch(new RegExp(`^warning: .*${place}.*\n$`));
  if (told !== 'named') expect(/\(unreadable: .+\)/.test(rows[DAMAGED]?.[3] ?? '')).toBe(told === 'marked');

  expect(show.exitCode).toBe(told === 'named' ? 1 : 0);
  expect(show.stderr).not.toContain('fault');
  if (told === 'marked') expect(show.stdout).toContain('(unreadable: ');
  expect(search.exitCode).toBe(0);
  for (const id of [FIRST, LAST]) expect(search.stdout).toContain(`open/${id}/item.md:15: body: A needle in the body.`);
  expect(log.exitCode).toBe(0);
  const logged = JSON.parse(log.stdout).entries.map((entry: { item: { id: string } }) => entry.item.id);
  expect(logged).toEqual(expect.arrayContaining([FIRST, LAST]));
  const unread = finds.some((finding) => finding.endsWith('layout/unreadable'));
  expect(doctor).toMatchObject({ exitCode: unread ? 3 : 1, stderr: '' });
  expect(findingLines(doctor.stdout)).toEqual(finds.map((finding) => `work-items/${place}${finding}`));
}

describe('one damaged item hides no other, and is not written to', () => {
  it.each(DAMAGES.map((damage) => [damage.name, damage] as const))('%s', async (_name, damage) => {
    const project = temporaryProject();
    for (const id of [FIRST, DAMAGED, LAST]) writeItem(project.root, { id });
    damage.damage(join(project.root, 'open', DAMAGED));
    const run: Runner = (args, options) => runBounded(args, { cwd: project.path, ...options });
    await expectReadable(run, damage);

    const before = treeSnapshot(project.path, { times: true });
    const writes = [
      ['comment', DAMAGED, '-m', 'Text.'],
      ['close', DAMAGED, '-m', 'Done.'],
    ];
    for (const args of damage.write === 'recorded' ? [] : writes) {
      const refused = await run(args);
      const { errors, hints, others } = errorLines(refused.stderr);
      expect(refused).toMatchObject({ exitCode: 1, stdout: '' });
      expect({ errors: errors.length, others }, refused.stderr).toEqual({ errors: 1, others: [] });
      expect(hints.length).toBeLessThanOrEqual(1);
      expect(errors[0]).toContain(DAMAGED);
    }
    // The lock comes and goes in the root, so the root's own time does not count.
    const after = treeSnapshot(project.path, { times: true });
    expect({ ...after, './work-items': '' }).toEqual({ ...before, './work-items': '' });
    if (damage.write === 'recorded') {
      const recorded = await run(['comment', DAMAGED, '-m', 'Recorded text.']);
      expect(recorded).toMatchObject({ exitCode: 0, stderr: `${DAMAGED}: comment recorded\n` });
      const shown = await run(['show', DAMAGED]);
      expect(shown.stdout).toContain('Recorded text.');
    }

    const healthy = treeSnapshot(project.path);
    const comment = await run(['comment', 'last', '-m', 'Text.']);
    expect(comment).toMatchObject({ exitCode: 0, stderr: `${LAST}: comment recorded\n` });
    const changed = treeSnapshot(project.path);
    const differing = Object.keys(changed).filter((path) => changed[path] !== healthy[path]);
    expect(differing.sort()).toEqual([`./work-items/open/${LAST}/item.md`, `./work-items/open/${LAST}/thread.md`]);
  });
});

const user = unprivilegedUser();
if (user === null) console.warn('SKIPPED: what file modes forbid; this user may read everything and cannot be another');

describe.skipIf(user === null)('what may not be read', () => {
  const FORBIDDEN: [name: string, path: string, told: 'marked' | 'healthy'][] = [
    ['the directory', '', 'marked'],
    ['item.md', '/item.md', 'marked'],
    ['thread.md', '/thread.md', 'healthy'],
    ['artifacts', '/artifacts', 'healthy'],
  ];

  it.each(FORBIDDEN)('%s', async (_name, path, told) => {
    const project = temporaryProject();
    for (const id of [FIRST, DAMAGED, LAST]) writeItem(project.root, { id });
    chmodSync(project.path, 0o755);
    const forbidden = join(project.root, 'open', DAMAGED, path);
    chmodSync(forbidden, 0);
    onTestFinished(() => chmodSync(forbidden, 0o755));
    const run: Runner = (args) => runBounded(args, { cwd: project.path, ...user });
    await expectReadable(run, { name: path, damage: () => {}, told, finds: [`${path} layout/unreadable`] });
  });

  it.each([
    ['a stray directory in the root', 'work-items/stray', 0],
    ['a status directory', 'work-items/pending', 0],
  ])('%s', async (_name, path, exitCode) => {
    const project = temporaryProject();
    writeItem(project.root, { id: FIRST });
    chmodSync(project.path, 0o755);
    mkdirSync(join(project.path, path), { recursive: true });
    chmodSync(join(project.path, path), 0);
    onTestFinished(() => chmodSync(join(project.path, path), 0o755));
    const list = await runBounded(['list', '--status', 'all'], { cwd: project.path, ...user });
    expect(list.stderr).not.toContain('fault');
    expect(list.exitCode).toBe(exitCode);
    expect(list.stdout).toContain(FIRST);
  });

  it('the root: one clear line', async () => {
    const project = temporaryProject();
    chmodSync(project.path, 0o755);
    chmodSync(project.root, 0);
    onTestFinished(() => chmodSync(project.root, 0o755));
    for (const args of [['list'], ['list', '--root', 'work-items'], ['doctor']]) {
      const { exitCode, stderr } = await runBounded(args, { cwd: project.path, ...user });
      const { errors, others } = errorLines(stderr);
      expect({ exitCode, errors: errors.length, others }).toEqual({
        exitCode: args[0] === 'doctor' ? 3 : 1,
        errors: 1,
        others: [],
      });
    }
  });
});

describe('odd directories', () => {
  it('a husk is no item, and is in nobody’s way', async () => {
    const project = temporaryProject();
    writeItem(project.root, { id: FIRST });
    mkdirSync(join(project.root, 'open', DAMAGED, 'artifacts', 'deeper'), { recursive: true });
    mkdirSync(join(project.root, 'closed', FIRST, 'artifacts'), { recursive: true });
    mkdirSync(join(project.root, 'open', '20260601-090000-husk', 'artifacts'), { recursive: true });
    const list = await project.run(['list', '--status', 'all']);
    expect(list).toMatchObject({ exitCode: 0, stderr: '' });
    expect(Object.keys(rowsOf(list.stdout))).toEqual([FIRST]);
    expect((await project.run(['show', DAMAGED])).exitCode).toBe(1);
    expect(await project.run(['close', FIRST, '-m', 'Done.'])).toMatchObject({ exitCode: 0 });
    expect(project.read(`work-items/closed/${FIRST}/resolution.md`)).toBe('Done.\n');
    const created = await project.run(['new', 'Husk', '-m', 'Body.']);
    expect(created).toMatchObject({ exitCode: 0 });
    expect(project.read(`work-items/open/${created.stdout.trimEnd()}/item.md`)).toContain('title: Husk\n');
  });

  it('what stands at the target of a move stays, and the move is refused', async () => {
    const project = temporaryProject();
    writeItem(project.root, { id: FIRST });
    mkdirSync(join(project.root, 'closed', FIRST, 'artifacts'), { recursive: true });
    writeFileSync(join(project.root, 'closed', FIRST, 'artifacts', 'kept.txt'), 'kept');
    const before = treeSnapshot(project.path);
    const { exitCode, stderr } = await project.run(['close', FIRST, '-m', 'Done.']);
    const { errors, others } = errorLines(stderr);
    expect({ exitCode, errors: errors.length, others }).toEqual({ exitCode: 1, errors: 1, others: [] });
    expect(treeSnapshot(project.path)).toEqual(before);
  });

  it.each([
    ['a newline', 'new\nline'],
    ['an escape sequence', 'esc\x1b[2J'],
    ['a C1 character', 'c1\u009b2J'],
    ['a leading hyphen', '-m'],
    ['spaces', ' two words '],
    ['no slug', '20260530-053259-'],
    ['capital letters', '20260530-053259-Capital'],
    ['__proto__', '__proto__'],
    ['a glob', '*'],
  ])('a name with %s', async (_name, name) => {
    const project = temporaryProject();
    writeItem(project.root, { id: FIRST });
    const directory = writeItem(project.root, { id: DAMAGED });
    renameSync(directory, join(project.root, 'open', name));
    const [list, json, show, search, log, doctor] = await Promise.all([
      project.run(['list', '--status', 'all']),
      project.run(['list', '--json']),
      project.run(['show', '--', name]),
      project.run(['search', 'needle in']),
      project.run(['log']),
      project.run(['doctor']),
    ]);
    expect(list.exitCode).toBe(0);
    expect(list.stdout.split('\n')).toHaveLength(4);
    const ids = JSON.parse(json.stdout).items.map(({ id }: { id: string }) => id);
    expect(ids.sort()).toEqual([FIRST, name].sort());
    expect(show.exitCode).toBe(0);
    expect(show.stdout).toContain('A needle in the body.');
    expect(search.stdout.match(/A needle in the body\./g)).toHaveLength(2);
    expect(log.stdout.split('\n')).toHaveLength(4);
    expect(doctor.exitCode).toBe(1);
    expect(findingLines((await project.run(['doctor', '--json'])).stdout)).toEqual([
      `work-items/open/${name} id/malformed`,
      `work-items/open/${name}/item.md:2 id/differs-from-directory`,
    ]);
    for (const { stdout, stderr } of [list, show, search, log, doctor]) {
      expect(dangerousCharacters(stdout + stderr, { c1: true })).toEqual([]);
    }
    const comment = await project.run(['comment', 'first', '-m', 'Text.']);
    expect(comment.exitCode).toBe(0);
  });

  it('an item in two status directories is listed twice, and refused by name', async () => {
    const project = temporaryProject();
    writeItem(project.root, { id: FIRST });
    for (const status of ['open', 'closed']) writeItem(project.root, { id: DAMAGED, status });
    const list = await project.run(['list', '--status', 'all']);
    expect(list.exitCode).toBe(0);
    const places = list.stdout.split('\n').map((row) => row.split('\t').slice(0, 2).join('/'));
    expect(places).toEqual(expect.arrayContaining([`open/${DAMAGED}`, `closed/${DAMAGED}`, `open/${FIRST}`]));
    const before = treeSnapshot(project.root);
    for (const args of [
      ['show', DAMAGED],
      ['show', 'damaged'],
      ['comment', DAMAGED, '-m', 'x'],
      ['close', 'damaged', '-m', 'x'],
    ]) {
      const { exitCode, stderr } = await project.run(args);
      expect(exitCode).toBe(1);
      expect(stderr).toMatch(/^error: .*two status directories: open and closed\n/);
    }
    expect(treeSnapshot(project.root)).toEqual(before);
    expect((await project.run(['show', 'first'])).exitCode).toBe(0);
    const doctor = await project.run(['doctor', '--json']);
    expect(doctor.exitCode).toBe(1);
    expect(findingLines(doctor.stdout)).toEqual([
      `work-items/closed/${DAMAGED} layout/two-status-directories`,
      `work-items/closed/${DAMAGED}/digest.json digest/missing-seal`,
      `work-items/closed/${DAMAGED}/resolution.md closed/no-resolution`,
      `work-items/closed/${DAMAGED}/thread.md closed/no-close-event`,
      `work-items/open/${DAMAGED} layout/two-status-directories`,
    ]);
  });

  it('two items with one slug are both reachable by id, and the slug lists them', async () => {
    const project = temporaryProject();
    const ids = ['20260530-053259-same', '20260530-053300-same'];
    for (const id of ids) writeItem(project.root, { id });
    const ambiguous = await project.run(['show', 'same']);
    expect(ambiguous.exitCode).toBe(1);
    for (const id of ids) {
      expect(ambiguous.stderr).toContain(id);
      expect((await project.run(['show', id])).exitCode).toBe(0);
      expect(await project.run(['comment', id, '-m', 'Text.'])).toMatchObject({ exitCode: 0 });
    }
    const list = await project.run(['list']);
    expect(Object.keys(rowsOf(list.stdout))).toEqual(ids);
    const doctor = await project.run(['doctor', '--json']);
    expect(doctor.exitCode).toBe(1);
    expect(findingLines(doctor.stdout)).toEqual(ids.map((id) => `work-items/open/${id}/item.md:3 slug/duplicate`));
  });

  it('files beside the items are left alone', async () => {
    const project = temporaryProject();
    writeItem(project.root, { id: FIRST });
    for (const name of ['README.md', 'open/.gitkeep', 'open/notes.txt', `open/${FIRST}/extra.txt`]) {
      project.write(`work-items/${name}`, 'kept');
    }
    const list = await project.run(['list', '--status', 'all']);
    expect(list).toMatchObject({ exitCode: 0, stderr: '' });
    expect(Object.keys(rowsOf(list.stdout))).toEqual([FIRST]);
    expect((await project.run(['close', FIRST, '-m', 'Done.'])).exitCode).toBe(0);
    for (const name of ['README.md', 'open/.gitkeep', 'open/notes.txt', `closed/${FIRST}/extra.txt`]) {
      expect(project.read(`work-items/${name}`)).toBe('kept');
    }
  });
});
