import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseItemFile } from '../../src/format/item-file.ts';
import { parseThread } from '../../src/format/thread.ts';
import { addAttributes, addDrivers, type MergeProject, mergeProject } from '../support/merge-project.ts';

const A = '20260601-090000-slow-search';

/** What an item says of itself, wherever it is. */
function itemOf(project: MergeProject, id = A) {
  const places = ['open', 'pending', 'closed'].filter((status) => existsSync(join(project.root, status, id)));
  const [status = ''] = places;
  const directory = `work-items/${status}/${id}`;
  const files = readdirSync(join(project.root, status, id));
  const { events } = parseThread(project.read(`${directory}/thread.md`), id);
  return {
    places,
    fields: parseItemFile(project.read(`${directory}/item.md`)).fields,
    bodies: events.map(({ body }) => body),
    resolution: files.includes('resolution.md') ? project.read(`${directory}/resolution.md`) : null,
    artifacts: readdirSync(join(project.root, status, id, 'artifacts')).filter((name) => name !== '.gitkeep'),
  };
}

interface BranchOptions {
  drivers?: boolean;
  attributes?: boolean;
  /** The item has many events before the branches part. */
  long?: boolean;
  before?: (project: MergeProject) => Promise<void>;
}

/** A project with an item, and a branch `side` beside `main`. Each side does something to it and commits. */
async function branched(
  ours: (project: MergeProject) => Promise<void>,
  theirs: (project: MergeProject) => Promise<void>,
  { long = false, before, ...options }: BranchOptions = {},
): Promise<MergeProject> {
  const project = mergeProject(options);
  const tickets = await project.tickets('ann', 0);
  await tickets.create({ title: 'Slow search', body: 'It is slow.\n\nVery.\n\nAnd cold.' });
  for (let second = 1; second <= (long ? 20 : 0); second += 1) {
    await (await project.tickets('ann', second)).comment(A, `Comment ${second}, with a line of text.\n\nAnd another.`);
  }
  await before?.(project);
  project.commit('an item');
  project.must('checkout', '--quiet', '-b', 'side');
  await theirs(project);
  project.commit('theirs');
  project.must('checkout', '--quiet', 'main');
  await ours(project);
  project.commit('ours');
  return project;
}

const comment = (author: string, second: number, text: string) => async (project: MergeProject) => {
  await (await project.tickets(author, second)).comment(A, text);
};
const close = (author: string, second: number, text: string) => async (project: MergeProject) => {
  await (await project.tickets(author, second)).close(A, text);
};

/** After a merge: whatever git made of it, resolve settles it, twice is once, and it can be committed. */
function settleAndCommit(project: MergeProject): void {
  const result = project.resolve();
  expect(result.conflicts).toEqual([]);
  expect(project.resolve()).toMatchObject({ items: [], files: [], conflicts: [] });
  expect(project.must('ls-files', '-u')).toBe('');
  expect(
    project
      .must('status', '--porcelain')
      .split('\n')
      .filter((line) => /^.[MD?]/.test(line)),
  ).toEqual([]);
  if (project.git('rev-parse', '--verify', '--quiet', 'MERGE_HEAD').status === 0) {
    project.must('commit', '--quiet', '--no-edit');
  } else project.must('commit', '--quiet', '--allow-empty', '--amend', '--no-edit');
  expect(project.findings()).toEqual([]);
}

describe.each([
  ['with drivers', { drivers: true }],
  ['without drivers', { drivers: false }],
  ['attributes, but no driver configured', { drivers: false, attributes: true }],
])('%s, then resolve', (_name, options) => {
  it('comment + comment', async () => {
    const project = await branched(comment('bob', 20, 'Ours.'), comment('eve', 10, 'Theirs.'), options);
    const merged = project.git('merge', 'side');
    expect(merged.status).toBe(options.drivers ? 0 : 1);
    settleAndCommit(project);
    expect(itemOf(project)).toMatchObject({
      places: ['open'],
      bodies: ['Created by tickets new.', 'Theirs.', 'Ours.'],
      fields: { updatedAt: '2026-06-01T09:00:20Z' },
    });
  });

  it('the same comment twice in a second, and once more on the other side', async () => {
    const twice = async (project: MergeProject): Promise<void> => {
      for (const _ of [1, 2]) await comment('bob', 10, 'Done.')(project);
    };
    const project = await branched(twice, comment('eve', 10, 'Done.'), options);
    project.git('merge', 'side');
    settleAndCommit(project);
    expect(itemOf(project).bodies.filter((body) => body === 'Done.')).toHaveLength(3);
  });

  it.each([
    ['young', false],
    ['long', true],
  ])('close + comment, %s thread', async (_thread, long) => {
    const project = await branched(close('bob', 40, 'Done.'), comment('eve', 30, 'Wait.'), { ...options, long });
    project.git('merge', 'side');
    settleAndCommit(project);
    const item = itemOf(project);
    expect(item).toMatchObject({ places: ['closed'], resolution: 'Done.\n', fields: { status: 'closed' } });
    expect(item.bodies.slice(-2)).toEqual(['Wait.', 'Done.']);
  });

  it.each([
    ['young', false],
    ['long', true],
  ])('comment + close, %s thread', async (_thread, long) => {
    const project = await branched(comment('bob', 40, 'Wait.'), close('eve', 30, 'Done.'), { ...options, long });
    project.git('merge', 'side');
    settleAndCommit(project);
    expect(itemOf(project)).toMatchObject({ places: ['closed'], resolution: 'Done.\n', fields: { status: 'closed' } });
  });

  it('close + close', async () => {
    const project = await branched(close('bob', 10, 'Done by bob.'), close('eve', 20, 'Done by eve.'), options);
    project.git('merge', 'side');
    settleAndCommit(project);
    expect(itemOf(project)).toMatchObject({
      places: ['closed'],
      bodies: ['Created by tickets new.', 'Done by bob.', 'Done by eve.'],
      resolution: 'Done by eve.\n',
    });
  });

  it.each([
    ['pending later', 10, 20, 'pending', null],
    ['close later', 20, 10, 'closed', 'Done.\n'],
  ] as const)('close + pending, %s', async (_name, closeAt, pendingAt, status, resolution) => {
    const pending = async (project: MergeProject) => {
      await (await project.tickets('eve', pendingAt)).setStatus(A, 'pending');
    };
    const project = await branched(close('bob', closeAt, 'Done.'), pending, options);
    project.git('merge', 'side');
    settleAndCommit(project);
    const item = itemOf(project);
    expect(item).toMatchObject({ places: [status], resolution, fields: { status } });
    expect(item.bodies).toHaveLength(3);
  });

  it.each([
    ['closing side merges', true],
    ['artifact side merges', false],
  ])('close + first artifact: %s', async (_name, closing) => {
    const artifact = async (project: MergeProject) =>
      project.write(`work-items/open/${A}/artifacts/log.txt`, 'A log.\n');
    const sides = [close('bob', 10, 'Done.'), artifact] as const;
    const project = await branched(closing ? sides[0] : sides[1], closing ? sides[1] : sides[0], options);
    project.git('merge', 'side');
    settleAndCommit(project);
    expect(itemOf(project)).toMatchObject({ places: ['closed'], artifacts: ['log.txt'], resolution: 'Done.\n' });
  });

  it('close + an artifact that both sides made: a conflict until somebody stages it, whatever git made of it', async () => {
    const artifact = `work-items/closed/${A}/artifacts/x`;
    const closed = async (project: MergeProject): Promise<void> => {
      await close('bob', 10, 'Done.')(project);
      for (const name of ['txt', 'bin']) project.write(`${artifact}.${name}`, name === 'txt' ? 'ours\n' : 'O\0');
    };
    const open = async (project: MergeProject): Promise<void> => {
      for (const name of ['txt', 'bin'])
        project.write(`work-items/open/${A}/artifacts/x.${name}`, name === 'txt' ? 'theirs\n' : 'T\0');
    };
    const project = await branched(closed, open, options);
    project.git('merge', 'side');
    const paths = ['bin', 'txt'].map((name) => `closed/${A}/artifacts/x.${name}`);
    for (const _ of [1, 2, 3]) {
      expect(project.resolve().conflicts.map(({ path }) => path)).toEqual(paths);
      expect(project.read(`${artifact}.txt`)).toMatch(/^<{7} .*\nours\n={7}\ntheirs\n>{7} .*\n$/);
      expect(project.read(`${artifact}.bin`)).toBe('O\0');
      expect(new Set(project.must('ls-files', '-u').match(/artifacts\/.*$/gm))).toEqual(
        new Set(['artifacts/x.bin', 'artifacts/x.txt']),
      );
    }
    // A change of something else settles nothing of it.
    await comment('bob', 30, 'Still.')(project);
    expect(project.resolve().conflicts.map(({ path }) => path)).toEqual(paths);
    project.write(`${artifact}.txt`, 'both\n');
    project.must('add', '-A');
    settleAndCommit(project);
    expect([project.read(`${artifact}.txt`), project.read(`${artifact}.bin`)]).toEqual(['both\n', 'O\0']);
  });

  it('an artifact of one name on both sides, after a cherry-pick that went through: both are staged', async () => {
    const write = (status: string, text: string) => (project: MergeProject) =>
      project.write(`work-items/${status}/${A}/artifacts/x.txt`, text);
    const moved = async (project: MergeProject): Promise<void> => {
      await (await project.tickets('bob', 10)).setStatus(A, 'pending');
      write('pending', 'ours')(project);
    };
    const project = await branched(moved, async (each) => write('open', 'theirs')(each), options);
    project.must('cherry-pick', 'side');
    settleAndCommit(project);
    expect(itemOf(project)).toMatchObject({ places: ['pending'], artifacts: ['x.txt', 'x.txt~open'] });
  });

  it('comment misrouted into a similar item', async () => {
    const B = '20260601-090030-slow-searches';
    const text = Array.from({ length: 20 }, (_, line) => `Step ${line} of what both items need.`).join('\n');
    const planned = (id: string, second: number) => async (project: MergeProject) => {
      await (await project.tickets('ann', second)).comment(id, text, { kind: 'plan' });
    };
    const project = await branched(
      async (each) => {
        await close('bob', 29, `Done.\n\n${'A long resolution, line by line.\n'.repeat(60)}`)(each);
        await (await each.tickets('ann', 30)).create({ title: 'Slow searches', body: 'Another text.' });
        await planned(B, 31)(each);
      },
      comment('eve', 10, 'About the first one.'),
      { ...options, before: planned(A, 5) },
    );
    expect(project.git('merge', 'side').status).toBe(1);
    // git takes the new item for the old one, and its log is merged without a word; with a driver it is a conflict.
    const misrouted = project.read(`work-items/open/${B}/thread.md`);
    expect(misrouted).toContain('About the first one.');
    expect(misrouted.includes('<<<<<<<')).toBe(options.drivers === true);
    settleAndCommit(project);
    expect(itemOf(project)).toMatchObject({ places: ['closed'], fields: { title: 'Slow search' } });
    expect(itemOf(project).bodies.slice(1, 3)).toEqual([text, 'About the first one.']);
    expect(itemOf(project, B)).toMatchObject({
      places: ['open'],
      bodies: ['Created by tickets new.', text],
      fields: { title: 'Slow searches', updatedAt: '2026-06-01T09:00:31Z' },
    });
  });

  it('edits of different fields', async () => {
    const project = await branched(
      async (each) => {
        await (await each.tickets('bob', 10)).edit(A, {
          priority: 'P0',
          addLabels: ['fast'],
          body: 'It was slow.\n\nVery.\n\nAnd cold.',
        });
      },
      async (each) => {
        await (await each.tickets('eve', 20)).edit(A, { title: 'Slow: search', addLabels: ['cli'], assignee: 'eve' });
      },
      options,
    );
    project.git('merge', 'side');
    settleAndCommit(project);
    const { fields, bodies } = itemOf(project);
    expect(fields).toMatchObject({ title: 'Slow: search', priority: 'P0', assignee: 'eve' });
    expect([...fields.labels].sort()).toEqual(['cli', 'fast']);
    expect(bodies).toHaveLength(3);
  });

  it('two different titles are a conflict about the title alone; the rest is settled', async () => {
    const project = await branched(
      async (each) => {
        await (await each.tickets('bob', 10)).edit(A, { title: 'Search takes ten seconds', priority: 'P1' });
      },
      async (each) => {
        await (await each.tickets('eve', 20)).edit(A, { title: 'Search is a snail', kind: 'bug' });
      },
      options,
    );
    expect(project.git('merge', 'side').status).toBe(1);
    const first = project.resolve();
    expect(first.conflicts).toMatchObject([
      { field: 'title', ours: 'Search takes ten seconds', theirs: 'Search is a snail', path: `open/${A}/item.md` },
    ]);
    const text = project.read(`work-items/open/${A}/item.md`);
    expect(text).toMatch(
      /\n<<<<<<< HEAD\ntitle: Search takes ten seconds\n=======\ntitle: Search is a snail\n>>>>>>> [0-9a-f]{7} \(theirs\)\n/,
    );
    expect(text).toContain('\npriority: P1\n');
    expect(text).toContain('\nkind: bug\n');
    expect(project.must('diff', '--name-only', '--diff-filter=U').trim()).toBe(`work-items/open/${A}/item.md`);
    // Twice is once, and git refuses to commit.
    expect(project.resolve()).toMatchObject({ files: [], conflicts: first.conflicts });
    expect(project.git('commit', '--no-edit').status).not.toBe(0);
    // A person decides, and resolve leaves it so, staged or not.
    const decided = text.replace(/<<<<<<<.*>>>>>>> [^\n]*\n/s, 'title: Search takes a while\n');
    project.write(`work-items/open/${A}/item.md`, decided);
    expect(project.resolve().conflicts).toEqual([]);
    expect(project.read(`work-items/open/${A}/item.md`)).toBe(decided);
    settleAndCommit(project);
    expect(project.read(`work-items/open/${A}/item.md`)).toBe(decided);
    // After the merge as well.
    expect(project.resolve()).toMatchObject({ operation: 'merged', files: [], conflicts: [] });
  });

  it('rebase', async () => {
    const project = await branched(close('bob', 10, 'Done.'), comment('eve', 5, 'First.'), options);
    project.must('checkout', '--quiet', 'side');
    await comment('eve', 6, 'Second.')(project);
    project.commit('more');
    let run = project.git('rebase', 'main');
    for (let stop = 0; stop < 5 && run.status !== 0; stop += 1) {
      expect(project.resolve()).toMatchObject({ operation: 'rebase', conflicts: [] });
      expect(project.resolve().files).toEqual([]);
      run = project.git('rebase', '--continue');
    }
    expect([run.status, run.stderr]).toEqual([0, expect.anything()]);
    project.resolve();
    if (project.git('diff', '--cached', '--quiet').status !== 0) project.must('commit', '--quiet', '-m', 'settled');
    expect(project.findings()).toEqual([]);
    expect(itemOf(project)).toMatchObject({
      places: ['closed'],
      bodies: ['Created by tickets new.', 'First.', 'Second.', 'Done.'],
      resolution: 'Done.\n',
    });
  });

  it('cherry-pick', async () => {
    const project = await branched(comment('bob', 10, 'Ours.'), close('eve', 20, 'Done.'), options);
    let run = project.git('cherry-pick', 'side');
    if (run.status !== 0) {
      expect(project.resolve()).toMatchObject({ operation: 'cherry-pick', conflicts: [] });
      run = project.git('cherry-pick', '--continue');
    }
    expect(run.status).toBe(0);
    project.resolve();
    if (project.git('diff', '--cached', '--quiet').status !== 0) project.must('commit', '--quiet', '-m', 'settled');
    expect(project.findings()).toEqual([]);
    expect(itemOf(project)).toMatchObject({
      places: ['closed'],
      bodies: ['Created by tickets new.', 'Ours.', 'Done.'],
      resolution: 'Done.\n',
    });
  });

  it('stash', async () => {
    const project = await branched(comment('bob', 10, 'Ours.'), comment('eve', 5, 'On the side.'), options);
    await comment('bob', 12, 'Stashed.')(project);
    project.must('stash', '--quiet');
    await close('ann', 20, 'Done.')(project);
    project.commit('closed meanwhile');
    const run = project.git('stash', 'pop');
    const result = project.resolve();
    expect(result.conflicts).toEqual([]);
    if (run.status !== 0) expect(result.operation).toBe('stages');
    project.commit('popped');
    expect(project.findings()).toEqual([]);
    expect(itemOf(project)).toMatchObject({
      places: ['closed'],
      bodies: ['Created by tickets new.', 'Ours.', 'Stashed.', 'Done.'],
    });
  });

  it('worktrees', async () => {
    const project = await branched(comment('bob', 10, 'Ours.'), close('eve', 20, 'Done.'), options);
    const other = project.at(`${project.path}-other`);
    project.must('worktree', 'add', '--quiet', other.path, 'side');
    try {
      await comment('kim', 30, 'Afterwards.')(other);
      other.commit('in a worktree');
      other.git('merge', 'main');
      settleAndCommit(other);
      expect(itemOf(other)).toMatchObject({
        places: ['closed'],
        bodies: ['Created by tickets new.', 'Ours.', 'Done.', 'Afterwards.'],
      });
      project.must('merge', '--quiet', '--ff-only', 'side');
      expect(itemOf(project)).toEqual(itemOf(other));
    } finally {
      project.must('worktree', 'remove', '--force', other.path);
    }
  });
});

it('a branch that is older than the attributes', async () => {
  const project = await branched(comment('bob', 10, 'Ours.'), comment('eve', 20, 'Theirs.'), { drivers: false });
  addDrivers(project);
  addAttributes(project);
  project.commit('attributes');
  // Merging on the old branch: git reads the attributes of the branch that it is on.
  project.must('checkout', '--quiet', 'side');
  project.git('merge', 'main');
  settleAndCommit(project);
  expect(itemOf(project).bodies).toEqual(['Created by tickets new.', 'Ours.', 'Theirs.']);
});
