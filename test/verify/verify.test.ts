import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { serializeEvent } from '../../src/format/serialize-event.ts';
import { addItem } from '../support/add-item.ts';
import { type GitProject, gitIn, gitProject } from '../support/git-project.ts';
import { oldEvent } from '../support/old-event.ts';
import { runTickets } from '../support/run-tickets.ts';
import { temporaryProject } from '../support/temporary-project.ts';

const A = '20260530-053259-alpha';
const B = '20260530-053300-beta';
const pathOf = (id: string, name = 'thread.md'): string => `work-items/open/${id}/${name}`;

/** Two committed items, the first with an event of the old script and one with an id. */
function repository(): GitProject & { signed: string } {
  const project = gitProject();
  for (const status of ['open', 'pending', 'closed']) project.write(`work-items/${status}/.gitkeep`, '');
  const comment = { kind: 'comment', author: 'hare', at: '2026-05-30T07:00:00Z', body: 'With an id.' };
  const signed = serializeEvent(A, comment).text;
  addItem(project.root, { slug: 'alpha', events: [oldEvent({ body: 'Old.' }), signed] });
  addItem(project.root, { slug: 'beta', stamp: '20260530-053300', body: 'Another text.\n'.repeat(20) });
  project.commit();
  return { ...project, signed };
}

async function found(project: GitProject, ...args: string[]): Promise<{ exitCode: number | null; rules: string[] }> {
  const { exitCode, stdout } = await project.run(['verify', '--json', '--base', 'HEAD~1', ...args]);
  const { findings } = JSON.parse(stdout) as { findings: { rule: string; path: string }[] };
  return { exitCode, rules: findings.map(({ rule, path }) => `${rule} ${path.replace('work-items/', '')}`) };
}

const edit = (project: GitProject, path: string, change: (text: string) => string): void =>
  project.write(path, change(project.read(path)));

type Tampering = [name: string, tamper: (project: GitProject & { signed: string }) => void, expected: string[]];

const TAMPERING: Tampering[] = [
  [
    'an edited event',
    (p) => edit(p, pathOf(A), (text) => text.replace('Old.', 'New.')),
    [`log/event-edited open/${A}/thread.md`],
  ],
  [
    'an edited event with an id',
    (p) => edit(p, pathOf(A), (text) => text.replace('With an', 'Without an')),
    [`log/event-edited open/${A}/thread.md`],
  ],
  [
    'an event that was edited and given the id that fits',
    (p) => {
      const forged = serializeEvent(A, {
        kind: 'comment',
        author: 'hare',
        at: '2026-05-30T07:00:00Z',
        body: 'Forged.',
      });
      edit(p, pathOf(A), (text) => text.replace(p.signed, forged.text));
    },
    [`log/event-dropped open/${A}/thread.md`],
  ],
  [
    'a back-dated event',
    (p) => edit(p, pathOf(A), (text) => text.replace('06:00:00Z', '05:50:00Z')),
    [`log/event-edited open/${A}/thread.md`],
  ],
  [
    'a dropped event',
    (p) => edit(p, pathOf(A), (text) => text.replace(`\n${p.signed}`, '')),
    [`log/event-dropped open/${A}/thread.md`],
  ],
  [
    'swapped events',
    (p) =>
      edit(p, pathOf(A), (text) =>
        text.replace(`\n${p.signed}`, '').replace('<!-- event: comment', `${p.signed}\n<!-- event: comment`),
      ),
    [`log/event-reordered open/${A}/thread.md`],
  ],
  [
    'an event that was moved to another item',
    (p) => {
      edit(p, pathOf(A), (text) => text.replace(`\n${p.signed}`, ''));
      edit(p, pathOf(B), (text) => `${text}\n${p.signed}`);
    },
    [`log/event-misfit open/${B}/thread.md`, `log/event-moved open/${B}/thread.md`],
  ],
  [
    'an event that was copied to another item',
    (p) => edit(p, pathOf(B), (text) => `${text}\n${p.signed}`),
    [`log/event-misfit open/${B}/thread.md`],
  ],
  [
    'text in front of the first event, as a fence that would hide it',
    (p) => edit(p, pathOf(A), (text) => `\`\`\`\n${text}`),
    [`log/event-edited open/${A}/thread.md`],
  ],
  ['a deleted item', (p) => rmSync(join(p.root, 'open', B), { recursive: true }), [`log/item-deleted open/${B}`]],
  ['a deleted log', (p) => rmSync(join(p.path, pathOf(B))), [`log/file-deleted open/${B}`]],
  ['a deleted item.md', (p) => rmSync(join(p.path, pathOf(B, 'item.md'))), [`log/file-deleted open/${B}`]],
  [
    'CRLF line endings',
    (p) => edit(p, pathOf(A), (text) => text.replaceAll('\n', '\r\n')),
    [`log/line-endings open/${A}/thread.md`],
  ],
  [
    'a link in the place of a log',
    (p) => {
      renameSync(join(p.path, pathOf(A)), join(p.path, 'elsewhere.md'));
      symlinkSync('../../../elsewhere.md', join(p.path, pathOf(A)));
    },
    [`log/not-a-file open/${A}/thread.md`],
  ],
  [
    'a link in the place of an item',
    (p) => {
      renameSync(join(p.root, 'open', A), join(p.path, 'elsewhere'));
      symlinkSync('../../elsewhere', join(p.root, 'open', A));
    },
    [`log/not-a-file open/${A}`],
  ],
  [
    'a link in the place of a status directory',
    (p) => {
      renameSync(join(p.root, 'open'), join(p.path, 'elsewhere'));
      symlinkSync('../elsewhere', join(p.root, 'open'));
    },
    ['log/not-a-file open', `log/item-deleted open/${A}`, `log/item-deleted open/${B}`],
  ],
  [
    'a changed id',
    (p) => edit(p, pathOf(B, 'item.md'), (text) => text.replace(`id: ${B}`, `id: ${B}-2`)),
    [`log/id-changed open/${B}/item.md`],
  ],
  [
    'a renamed item',
    (p) => renameSync(join(p.root, 'open', B), join(p.root, 'open', `${B}-2`)),
    [`log/id-changed open/${B}-2`],
  ],
  [
    'an item in two places',
    (p) => {
      p.write(`work-items/closed/${B}/item.md`, p.read(pathOf(B, 'item.md')));
      p.write(`work-items/closed/${B}/thread.md`, p.read(pathOf(B)));
    },
    [`log/item-in-two-places closed/${B}`],
  ],
];

describe('tampering', () => {
  it.each(TAMPERING)('%s', async (_name, tamper, expected) => {
    const project = repository();
    tamper(project);
    project.commit();
    const { exitCode, rules } = await found(project);
    expect({ exitCode, rules: rules.sort() }).toEqual({ exitCode: 1, rules: expected.sort() });
  });
});

describe('what people and commands do', () => {
  it('is all right: every command, a moved root, resolved text, artifacts, other files', async () => {
    const project = repository();
    const base = project.git('rev-parse', 'HEAD').trim();
    const author = ['--author', 'hare'];
    for (const args of [
      ['comment', 'alpha', '-m', 'More.'],
      ['review', 'alpha', '--approve', '-m', 'Good.'],
      ['edit', 'alpha', '--title', 'Another', '--slug', 'gamma'],
      ['close', 'beta', '-m', 'Done.'],
      ['new', 'Something else', '-m', 'Text.'],
      ['status', A, 'pending'],
    ]) {
      expect((await project.run([...args, ...author])).exitCode).toBe(0);
    }
    project.write(`work-items/pending/${A}/artifacts/x.txt`, 'x');
    project.commit({ 'README.md': 'x' });
    expect(await found(project, '--base', base)).toEqual({ exitCode: 0, rules: [] });
    mkdirSync(join(project.path, '.yoi'));
    renameSync(project.root, join(project.path, '.yoi/tickets'));
    project.commit();
    expect(await found(project, '--base', base)).toEqual({ exitCode: 0, rules: [] });
    edit(project, `.yoi/tickets/pending/${A}/thread.md`, (text) => text.replace('Old.', 'New.'));
    rmSync(join(project.path, '.yoi/tickets/closed', B), { recursive: true });
    project.commit();
    expect(await found(project, '--base', base)).toEqual({
      exitCode: 1,
      rules: [`log/item-deleted open/${B}`, `log/event-edited .yoi/tickets/pending/${A}/thread.md`],
    });
  });

  it('says how much was compared, and sees commits, not files', async () => {
    const project = repository();
    project.commit({ 'README.md': 'x' });
    edit(project, pathOf(A), (text) => text.replace('Old.', 'New.'));
    const run = await project.run(['verify', '--base', 'HEAD~1']);
    expect(run).toMatchObject({ exitCode: 0, stdout: 'verify: ok\n' });
    expect(run.stderr).toMatch(/^0 changed items in work-items at [0-9a-f]{7} compared with [0-9a-f]{7}\n$/);
    const quiet = await project.run(['verify', '--base', 'HEAD~1', '--quiet']);
    expect(quiet).toEqual({ exitCode: 0, stdout: '', stderr: '' });
  });

  it('finds items that a base had in a root of another name, which no list of names has', async () => {
    const project = repository();
    mkdirSync(join(project.path, 'docs'));
    renameSync(project.root, join(project.path, 'docs/items'));
    project.commit();
    renameSync(join(project.path, 'docs/items'), join(project.path, 'docs/tickets'));
    edit(project, `docs/tickets/open/${A}/thread.md`, (text) => text.replace('Old.', 'New.'));
    project.commit();
    expect(await found(project, '--root', 'docs/tickets')).toEqual({
      exitCode: 1,
      rules: [`log/event-edited tickets/open/${A}/thread.md`],
    });
  });

  it('a root that a commit brings does not hide the one that was there, whichever is found first', async () => {
    const project = repository();
    project.git('mv', 'work-items', '.yoi-tickets');
    mkdirSync(join(project.path, '.yoi'));
    project.git('mv', '.yoi-tickets', '.yoi/tickets');
    project.commit();
    for (const slug of ['decoy', 'decoy-2']) {
      addItem(project.root, { slug });
      project.commit();
    }
    expect(await found(project)).toEqual({ exitCode: 0, rules: [] });
    edit(project, `.yoi/tickets/open/${A}/thread.md`, (text) => text.replace('Old.', 'New.'));
    rmSync(join(project.path, '.yoi/tickets/open', B), { recursive: true });
    project.commit();
    const { stdout } = await project.run(['verify', '--base', 'HEAD~3', '--format', 'github']);
    expect(stdout).toContain(`file=.yoi/tickets/open/${A}/thread.md,`);
    const expected = [`log/event-edited .yoi/tickets/open/${A}/thread.md`, `log/item-deleted .yoi/tickets/open/${B}`];
    for (const base of ['HEAD~3', 'HEAD~2', 'HEAD~1']) {
      expect(await found(project, '--base', base)).toEqual({ exitCode: 1, rules: expected });
    }
  });

  it.each(['.yoi/tickets', 'yoi/work-items'])(
    'an item that is copied into %s, another root, is in two places',
    async (copy) => {
      const project = repository();
      project.write(`${copy}/open/.gitkeep`, '');
      cpSync(join(project.root, 'open', A), join(project.path, copy, 'open', A), { recursive: true });
      const base = project.git('rev-parse', 'HEAD').trim();
      project.commit();
      const { exitCode, rules } = await found(project);
      expect({ exitCode, rules }).toEqual({ exitCode: 1, rules: [expect.stringMatching(/^log\/item-in-two-places /)] });
      // What the base has in both is nothing new, changed or not.
      edit(project, pathOf(A), (text) => `${text}\n${oldEvent({ body: 'More.' })}`);
      project.commit();
      expect(await found(project)).toEqual({ exitCode: 0, rules: [] });
      expect((await found(project, '--base', base)).exitCode).toBe(1);
    },
  );

  it('nor does a root that a merge brings, against its second parent', async () => {
    const project = repository();
    project.git('mv', 'work-items', 'yoi');
    mkdirSync(join(project.path, 'x'));
    project.git('mv', 'yoi', 'x/work-items');
    project.git('mv', 'x', 'yoi');
    project.commit();
    project.git('checkout', '-qb', 'topic');
    edit(project, `yoi/${pathOf(A)}`, (text) => `${text}\n${oldEvent({ body: 'On topic.' })}`);
    project.commit();
    project.git('checkout', '-q', 'main');
    addItem(project.root, { slug: 'decoy' });
    const base = project.commit();
    project.git('merge', '-q', '-s', 'ours', '--no-edit', 'topic');
    project.commit({ 'README.md': 'x' });
    expect((await found(project, '--base', base)).rules).toEqual([`log/event-dropped yoi/open/${A}/thread.md`]);
  });

  it('a tickets.yml of the commit has no say in it', async () => {
    const project = repository();
    edit(project, pathOf(A), (text) => text.replace('Old.', 'New.'));
    project.commit({ 'work-items/tickets.yml': 'doctor:\n  rules:\n    log/event-edited: off\n' });
    expect((await found(project)).exitCode).toBe(1);
    const doctor = await project.run(['doctor', '--base', 'HEAD~1']);
    expect(doctor).toMatchObject({ exitCode: 2, stdout: '' });
    expect(doctor.stderr).toContain('tickets.yml:3: log/event-edited cannot be changed here');
  });

  it('is told by doctor, too, and in every format', async () => {
    const project = repository();
    edit(project, pathOf(A), (text) => text.replace('Old.', 'New.'));
    project.commit();
    const { stdout, exitCode } = await project.run(['doctor', '--base', 'HEAD~1', '--json']);
    expect(exitCode).toBe(1);
    const { findings, summary } = JSON.parse(stdout);
    expect(findings.filter(({ rule }: { rule: string }) => rule.startsWith('log/'))).toMatchObject([
      { rule: 'log/event-edited', path: pathOf(A), line: 9, item: A, docs: 'docs/rules/log/event-edited.md' },
    ]);
    expect(summary.errors).toBe(1);
    const github = await project.run(['verify', '--base', 'HEAD~1', '--format', 'github', '-o', 'sarif=x.sarif']);
    expect(github.stdout).toMatch(/^::error file=work-items\/open\/.*thread\.md,line=9,/m);
    expect(JSON.parse(project.read('x.sarif')).runs[0].results).toMatchObject([{ ruleId: 'log/event-edited' }]);
  });
});

/** Whether a comment that a branch made on `alpha` was put into the log of `beta` by hand, as a wrong merge does. */
function misroute(project: GitProject, options: { signed: boolean }): void {
  const event = options.signed
    ? serializeEvent(A, { kind: 'comment', author: 'fox', at: '2026-05-30T08:00:00Z', body: 'On alpha.' }).text
    : oldEvent({ author: 'fox', body: 'On alpha.' });
  project.git('checkout', '-qb', 'topic');
  edit(project, pathOf(A), (text) => `${text}\n${event}`);
  project.commit();
  project.git('checkout', '-q', 'main');
  project.commit({ 'README.md': 'x' });
  project.git('merge', '-q', '--no-commit', '--no-ff', 'topic');
  edit(project, pathOf(A), (text) => text.replace(`\n${event}`, ''));
  edit(project, pathOf(B), (text) => `${text}\n${event}`);
  project.commit();
}

describe('merges', () => {
  it('a comment in the wrong log passes against the first parent, and fails against the second', async () => {
    const project = repository();
    misroute(project, { signed: false });
    const first = await found(project, '--base', 'HEAD^1');
    expect(first).toEqual({ exitCode: 1, rules: [`log/event-moved open/${B}/thread.md`] });
    const { stdout } = await project.run(['verify', '--base', 'HEAD^1']);
    expect(stdout).toContain('(against parent 2 of ');
    // With its id it does not pass against the first, either.
    const other = repository();
    misroute(other, { signed: true });
    expect((await found(other, '--base', 'HEAD^1')).rules).toEqual([
      `log/event-misfit open/${B}/thread.md`,
      `log/event-moved open/${B}/thread.md`,
    ]);
  });

  it('also where the merge is not the last commit, until the event is put back', async () => {
    const project = repository();
    const base = project.git('rev-parse', 'HEAD').trim();
    const log = project.read(pathOf(B));
    misroute(project, { signed: false });
    project.commit({ 'README.md': 'y' });
    expect((await found(project, '--base', base)).rules).toEqual([`log/event-moved open/${B}/thread.md`]);
    project.write(pathOf(B), log);
    project.write(pathOf(A), project.git('show', `topic:${pathOf(A)}`));
    project.commit();
    expect(await found(project, '--base', base)).toEqual({ exitCode: 0, rules: [] });
  });

  it('with three parents: what the third had is looked for', async () => {
    const project = repository();
    for (const [branch, id] of [
      ['one', A],
      ['two', B],
    ] as const) {
      project.git('checkout', '-qb', branch, 'main');
      edit(project, pathOf(id), (text) => `${text}\n${oldEvent({ body: `By ${branch}.` })}`);
      project.commit();
    }
    project.git('checkout', '-q', 'main');
    project.git('merge', '-q', '--no-edit', 'one', 'two');
    expect(project.git('rev-list', '--parents', '-1', 'HEAD').trim().split(' ')).toHaveLength(3);
    expect(await found(project, '--base', 'HEAD^1')).toEqual({ exitCode: 0, rules: [] });
    edit(project, pathOf(B), (text) => text.replace('By two.', 'By too.'));
    project.git('commit', '-qa', '--amend', '--no-edit');
    expect((await found(project, '--base', 'HEAD^1')).rules).toEqual([`log/event-edited open/${B}/thread.md`]);
  });

  it('a base that has gone on is told apart from a log that was cut', async () => {
    const project = repository();
    project.git('checkout', '-qb', 'topic');
    project.commit({ 'README.md': 'x' });
    project.git('checkout', '-q', 'main');
    edit(project, pathOf(A), (text) => `${text}\n${oldEvent({ body: 'On main.' })}`);
    project.commit();
    project.git('checkout', '-q', 'topic');
    const run = await project.run(['verify', '--base', 'main']);
    expect(run.exitCode).toBe(1);
    expect(run.stderr).toContain('warning: the base has commits that the head lacks');
    expect((await project.run(['verify', '--base', 'main', '--merge-base'])).exitCode).toBe(0);
  });
});

/** A clone of a project with so much of its history, as CI checks it out. */
function shallowClone(project: GitProject, depth: number): string {
  const { path } = temporaryProject({ init: false });
  gitIn(path, 'clone', '-q', '--depth', String(depth), `file://${project.path}`, 'clone');
  return join(path, 'clone');
}

describe('a shallow checkout', () => {
  it('of a merge commit with its parents is enough', async () => {
    const project = repository();
    misroute(project, { signed: false });
    const cwd = shallowClone(project, 2);
    const run = await runTickets(['verify', '--base', 'HEAD^1', '--json'], { cwd });
    expect(run.exitCode).toBe(1);
    expect(JSON.parse(run.stdout).findings).toMatchObject([{ rule: 'log/event-moved' }]);
  });

  it('says where the history that it could look at ends', async () => {
    const project = repository();
    project.git('checkout', '-qb', 'topic');
    project.commit({ a: 'a' });
    project.commit({ b: 'b' });
    project.git('checkout', '-q', 'main');
    project.git('merge', '-q', '--no-ff', '--no-edit', 'topic');
    const [shallow, whole] = await Promise.all(
      [shallowClone(project, 2), project.path].map((cwd) => runTickets(['verify', '--base', 'HEAD^1'], { cwd })),
    );
    expect([shallow?.exitCode, whole?.exitCode]).toEqual([0, 0]);
    expect(shallow?.stderr).toContain('what came before 1 commit of a shallow clone was not looked at');
    expect(whole?.stderr).not.toContain('shallow');
  });

  it.each([
    ['without the base', 1, 'HEAD~1', /^error: 'HEAD~1' is no commit here\nhint: .*git fetch --unshallow/],
    [
      'without the parents of a merge',
      2,
      'HEAD^1',
      /^error: the tree [0-9a-f]{12} is not there\nhint: .*git fetch --unshallow/,
    ],
  ])('%s is exit code 3, with what to fetch', async (_name, depth, base, message) => {
    const project = repository();
    project.git('checkout', '-qb', 'topic');
    project.commit({ a: 'a' });
    project.git('checkout', '-q', 'main');
    project.commit({ b: 'b' });
    // The branch takes main in, goes on, and is merged.
    project.git('checkout', '-q', 'topic');
    project.git('merge', '-q', '--no-edit', 'main');
    project.git('checkout', '-q', 'main');
    project.git('merge', '-q', '--no-ff', '--no-edit', 'topic');
    const cwd = shallowClone(project, depth);
    const run = await runTickets(['verify', '--base', base], { cwd });
    expect(run).toMatchObject({ exitCode: 3, stdout: '' });
    expect(run.stderr).toMatch(message);
  });
});

describe('where nothing can be compared', () => {
  it.each([
    ['no such commit', ['--base', 'nope'], 3, "error: 'nope' is no commit here"],
    ['an empty name, as of a variable that is not set', ['--base', ''], 3, "error: '' is no commit here"],
    ['an option in the place of a name', ['--base=--output=x'], 3, 'is no commit here'],
    ['a blob', ['--base', `HEAD:${pathOf(A)}`], 3, 'is no commit here'],
    ['no such head', ['--base', 'HEAD', '--head', 'nope'], 3, "error: 'nope' is no commit here"],
    ['no base at all', [], 2, "required option '--base <rev>' not specified"],
    ['a head without work items', ['--base', 'HEAD', '--head', 'other'], 3, 'error: other has no work items'],
  ])('%s', async (_name, args, exitCode, message) => {
    const project = repository();
    project.git('checkout', '-q', '--orphan', 'other');
    project.git('rm', '-rq', '--cached', '.');
    project.git('commit', '-q', '--allow-empty', '-m', 'nothing');
    project.git('checkout', '-qf', 'main');
    const run = await project.run(['verify', ...args]);
    expect(run).toMatchObject({ exitCode, stdout: '' });
    expect(run.stderr).toContain(message);
  });

  it('is exit code 3 outside of git, and where an object is lost', async () => {
    expect(await temporaryProject().run(['verify', '--base', 'HEAD'])).toMatchObject({ exitCode: 3, stdout: '' });
    const project = repository();
    const blob = project.git('rev-parse', `HEAD:${pathOf(A)}`).trim();
    edit(project, pathOf(A), (text) => text.replace('Old.', 'New.'));
    project.commit();
    rmSync(join(project.path, '.git/objects', blob.slice(0, 2), blob.slice(2)));
    const run = await project.run(['verify', '--base', 'HEAD~1']);
    expect(run).toMatchObject({ exitCode: 3, stdout: '' });
    expect(run.stderr).toContain(`the blob ${blob.slice(0, 12)} is not there`);
  });

  /** A commit of a tree in which something has taken the place of what was there, or stands beside it under its name. */
  const withTree = (project: GitProject, path: string, change: (lines: string[]) => string[]): string => {
    const [name = '', ...above] = path.split('/').reverse();
    const parent = above.reverse().join('/');
    const lines = change(project.git('ls-tree', `HEAD:${path}`).trimEnd().split('\n'));
    const bytes = lines.map((line) => {
      const [, mode = '', id = '', entry = ''] = /^0?(\d+) \w+ (\w+)\t(.*)$/.exec(line) ?? [];
      return Buffer.concat([Buffer.from(`${mode} ${entry}\0`), Buffer.from(id, 'hex')]);
    });
    const input = Buffer.concat(bytes);
    const options = { cwd: project.path, input };
    const tree = execFileSync('git', ['hash-object', '-w', '-t', 'tree', '--literally', '--stdin'], options);
    const id = tree.toString().trim();
    if (path === '') return project.git('commit-tree', '-p', 'HEAD', '-m', 'odd', id).trim();
    return withTree(project, parent, (others) =>
      others.map((line) => (line.endsWith(`\t${name}`) ? `040000 tree ${id}\t${name}` : line)),
    );
  };

  it.each([true, false])(
    'is exit code 3 where a name stands twice in a tree; the old one first: %s',
    async (oldFirst) => {
      const project = repository();
      project.write('other', project.read(pathOf(A)).replace(`\n${project.signed}`, ''));
      const other = project.git('hash-object', '-w', 'other').trim();
      const both = (line: string, id: string): string[] => {
        const doubled = [line, line.replace(/[0-9a-f]{40}/, id)];
        return oldFirst ? doubled : doubled.reverse();
      };
      const log = withTree(project, `work-items/open/${A}`, (lines) =>
        lines.flatMap((line) => (line.endsWith('\tthread.md') ? both(line, other) : [line])),
      );
      const dropped = withTree(project, `work-items/open/${A}`, (lines) =>
        lines.map((line) => (line.endsWith('\tthread.md') ? line.replace(/[0-9a-f]{40}/, other) : line)),
      );
      const item = project.git('rev-parse', `${dropped}:work-items/open/${A}`).trim();
      const directory = withTree(project, 'work-items/open', (lines) =>
        lines.flatMap((line) => (line.endsWith(`\t${A}`) ? both(line, item) : [line])),
      );
      expect((await found(project, '--base', 'HEAD', '--head', dropped)).exitCode).toBe(1);
      for (const head of [log, directory]) {
        const run = await project.run(['verify', '--base', 'HEAD', '--head', head]);
        expect(run).toMatchObject({ exitCode: 3, stdout: '' });
        expect(run.stderr).toContain('stands twice in its directory');
      }
    },
  );

  it('a replaced object does not hide what a commit has', async () => {
    const project = repository();
    edit(project, pathOf(A), (text) => text.replace('Old.', 'New.'));
    project.commit();
    project.git('replace', `HEAD:${pathOf(A)}`, `HEAD~1:${pathOf(A)}`);
    expect((await found(project)).exitCode).toBe(1);
  });

  it('nor does a graft hide a merge that lost something', async () => {
    const project = repository();
    const base = project.git('rev-parse', 'HEAD').trim();
    project.git('checkout', '-qb', 'topic');
    edit(project, pathOf(A), (text) => `${text}\n${oldEvent({ body: 'On topic.' })}`);
    project.commit();
    project.git('checkout', '-q', 'main');
    project.git('merge', '-q', '-s', 'ours', '--no-ff', '--no-edit', 'topic');
    const head = project.commit({ 'README.md': 'x' });
    project.write('.git/info/grafts', `${head} ${base}\n`);
    expect((await found(project, '--base', base)).rules).toEqual([`log/event-dropped open/${A}/thread.md`]);
  });

  it('works in a repository whose objects have SHA-256 names', async () => {
    const project = repository();
    const names = readdirSync(project.path).filter((name) => name !== '.git');
    expect(names).toContain('work-items');
    rmSync(join(project.path, '.git'), { recursive: true });
    execFileSync('git', ['init', '-q', '--object-format=sha256', '-b', 'main'], { cwd: project.path });
    project.commit();
    edit(project, pathOf(A), (text) => text.replace('Old.', 'New.'));
    project.commit();
    expect((await found(project)).rules).toEqual([`log/event-edited open/${A}/thread.md`]);
  });
});
