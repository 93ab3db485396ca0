import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseItemFile } from '../../src/format/item-file.ts';
import { parseThread } from '../../src/format/thread.ts';
import type { MigrateJson } from '../../src/index.ts';
import { EXPORT, legacyProject, SEARCH, SEARCH_REVIEW, SMALL } from '../support/legacy-project.ts';
import type { TemporaryProject } from '../support/temporary-project.ts';
import { treeOf } from '../support/tree-of.ts';

const DATE = ['--date', '2026-05-27'];

/** What a run would do, as JSON. */
async function planOf({ run }: TemporaryProject, ...args: string[]): Promise<MigrateJson> {
  return JSON.parse((await run(['migrate', '--dry-run', '--json', ...args])).stdout);
}

/** The items' ids, in order, and their sources. */
const idsOf = ({ items }: MigrateJson): string[] => items.map(({ id, source }) => `${id} ${source}`);

/** Runs it where it has to be refused, and gives what is told; fails if anything is written. */
async function refused(project: TemporaryProject, ...args: string[]): Promise<string> {
  const before = treeOf(project.path);
  const { exitCode, stdout, stderr } = await project.run(['migrate', ...args]);
  expect([exitCode, stdout]).toEqual([1, '']);
  expect(treeOf(project.path)).toEqual(before);
  expect(stderr).toContain('nothing was written');
  return stderr;
}

describe('a small tracker', () => {
  test('becomes items, and goes', async () => {
    const project = legacyProject();
    const { exitCode, stdout, stderr } = await project.run(['migrate', ...DATE]);
    expect([exitCode, stderr]).toEqual([0, '3 items made, 3 files removed\n']);
    expect(stdout).toBe(`tickets/export.md → open/20260527-000001-export
tickets/search.md → open/20260527-000002-search, review: approve
TODO.md:5 → open/20260527-000003-index-in-memory
removed: 3 files
TODO.md is replaced by a notice
note: TODO.md as it was, with 2 lines that are in no item, is copied to TODO.before-migration.md
`);
    expect(existsSync(join(project.path, 'tickets'))).toBe(false);
    expect(project.read('TODO.before-migration.md')).toBe(SMALL['TODO.md']);
    expect(project.read('TODO.md')).toContain('`work-items/`');
    const item = parseItemFile(project.read('work-items/open/20260527-000002-search/item.md'));
    expect(item.fields).toMatchObject({
      ...{ title: 'Search: too slow', labels: ['migrated'], legacyTicket: 'tickets/search.md' },
      ...{ createdAt: '2026-05-27T00:00:02Z', updatedAt: '2026-05-27T00:00:02Z' },
    });
    expect(item.body.endsWith(`\n\n${SEARCH}`)).toBe(true);
    const thread = parseThread(project.read('work-items/open/20260527-000002-search/thread.md'), item.fields.id);
    expect(thread.events.map(({ kind, verdict, body }) => [kind, verdict, body])).toEqual([
      ['migration', null, expect.stringContaining('tickets/search.review.md')],
      ['review', 'approve', SEARCH_REVIEW],
    ]);
    const doctor = await project.run(['doctor']);
    expect([doctor.exitCode, doctor.stdout]).toEqual([0, expect.not.stringContaining('migration/')]);
  });

  test('is left alone by a second run', async () => {
    const project = legacyProject();
    await project.run(['migrate', ...DATE]);
    const before = treeOf(project.path);
    for (const args of [['migrate'], ['migrate', '--dry-run'], ['migrate', '--keep']]) {
      const { exitCode, stdout, stderr } = await project.run(args);
      expect([exitCode, stdout, stderr]).toEqual([0, '', 'nothing to migrate here\n']);
    }
    expect(treeOf(project.path)).toEqual(before);
  });

  test('is only looked at by --dry-run', async () => {
    const project = legacyProject();
    const before = treeOf(project.path);
    const dry = await project.run(['migrate', '--dry-run', ...DATE]);
    expect([dry.exitCode, dry.stderr]).toEqual([0, 'nothing was written: 3 items to make, nothing is in the way\n']);
    expect(treeOf(project.path)).toEqual(before);
    const plan = await planOf(project, ...DATE);
    const done: MigrateJson = JSON.parse((await project.run(['migrate', '--json', ...DATE])).stdout);
    expect({ ...done, dryRun: true }).toEqual(plan);
  });

  test('stays with --keep, and goes in a later run', async () => {
    const kept = legacyProject();
    await kept.run(['migrate', '--keep', ...DATE]);
    const whole = legacyProject();
    await whole.run(['migrate', ...DATE]);
    expect(treeOf(kept.root)).toEqual(treeOf(whole.root));
    for (const [path, text] of Object.entries(SMALL)) expect(kept.read(path)).toBe(text);
    const again = await kept.run(['migrate', '--keep']);
    expect([again.exitCode, again.stderr]).toEqual([0, '0 items made, 0 files removed\n']);
    // The day of the items, not of today.
    expect((await kept.run(['migrate'])).stderr).toBe('0 items made, 3 files removed\n');
    expect(treeOf(kept.path)).toEqual(treeOf(whole.path));
  });

  test('is found from below, and not above the repository', async () => {
    const project = legacyProject(SMALL, { git: true });
    mkdirSync(join(project.path, 'src/deep'), { recursive: true });
    await project.run(['migrate'], { cwd: join(project.path, 'src/deep') });
    expect(existsSync(join(project.root, 'open'))).toBe(true);
  });

  test('goes to a root of another name', async () => {
    const project = legacyProject();
    const { exitCode } = await project.run(['migrate', '--root', 'yoi/work-items']);
    expect(exitCode).toBe(0);
    expect(project.read('TODO.md')).toContain('`yoi/work-items/`');
    expect((await project.run(['list'])).stdout.split('\n')).toHaveLength(5);
  });

  test('may be somewhere else', async () => {
    const files = { 'docs/list.md': '- A [a](old/a.md)\n- B\n', 'docs/old/a.md': '# A\n' };
    const plan = await planOf(legacyProject(files), '--tickets', 'docs/old', '--todo', 'docs/list.md', ...DATE);
    expect(idsOf(plan)).toEqual(['20260527-000001-a docs/old/a.md', '20260527-000002-b B']);
  });

  test.each([
    [['--tickets', 'nope'], 'nope is no directory'],
    [['--todo', 'nope'], 'nope is no file'],
    [['--date', '2026-02-30'], "--date cannot be '2026-02-30'"],
    [['--status', 'done'], "unknown status 'done'"],
  ])('%j is a usage error', async (args, message) => {
    const { exitCode, stderr } = await legacyProject().run(['migrate', ...args]);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(message)]);
  });

  test('of more than a minute has an hour of its own', async () => {
    const entries = Array.from({ length: 62 }, (_, index) => `- Entry number ${index + 1}\n`);
    const plan = await planOf(legacyProject({ 'TODO.md': entries.join('') }), ...DATE);
    expect(plan.items.slice(-4).map(({ id }) => id.slice(0, 15))).toEqual([
      '20260527-000059',
      '20260527-000100',
      '20260527-000101',
      '20260527-000102',
    ]);
  });
});

describe('the list', () => {
  test.each([
    ['no list, no tickets', {}],
    ['an empty list', { 'TODO.md': '' }],
    ['a list of headings', { 'TODO.md': '# TODO\n\nNothing.\n' }],
    ['tickets that are none', { 'tickets/README.md': '# Tickets\n', 'tickets/.gitkeep': '' }],
  ])('%s: nothing to do', async (_name, files) => {
    const project = legacyProject(files);
    const before = treeOf(project.path);
    const { exitCode, stderr } = await project.run(['migrate']);
    expect([exitCode, stderr]).toEqual([0, expect.stringContaining('nothing to migrate')]);
    expect(treeOf(project.path)).toEqual(before);
  });

  test('keeps what is indented below an entry', async () => {
    const project = legacyProject({ 'TODO.md': '- Index\n  in memory\n\n      and on disk\n' });
    await project.run(['migrate', ...DATE]);
    const item = project.read('work-items/open/20260527-000001-index/item.md');
    expect(item).toContain('Below the entry stood:\n\nin memory\n\n    and on disk\n');
    expect(existsSync(join(project.path, 'TODO.before-migration.md'))).toBe(false);
  });

  test('keeps entries whose ticket is not there', async () => {
    const project = legacyProject({
      'TODO.md':
        '- [ ] Index → [tickets/index.md](tickets/index.md)\n- [ ] More on it [x](tickets/index.md)\n- [ ] Last\n',
    });
    const plan = await planOf(project, ...DATE);
    expect(plan.items.map(({ id, title, line }) => [id, title, line])).toEqual([
      ['20260527-000001-last', 'Last', 3],
      ['20260527-000002-index', 'Index', 1],
    ]);
    expect(plan.notes.filter(({ code }) => code === 'dangling-link').map(({ message }) => message)).toEqual([
      'TODO.md:1: tickets/index.md is not there',
      'TODO.md:2: tickets/index.md is not there',
    ]);
    await project.run(['migrate', ...DATE]);
    const item = project.read('work-items/open/20260527-000002-index/item.md');
    expect(item).toContain('The entry linked tickets/index.md, which was not there.');
    expect(item).toContain('\nlegacy_ticket: null\n');
  });

  test('makes closed items of what is checked off', async () => {
    const project = legacyProject({
      'TODO.md':
        '- [x] Search → [a](tickets/a.md)\n- [X] Index\n- [x] Twice [b](tickets/b.md)\n- [ ] Twice [b](tickets/b.md)\n',
      'tickets/a.md': '# A\n',
      'tickets/b.md': '# B\n',
    });
    const { stdout } = await project.run(['migrate', ...DATE]);
    expect(stdout).toContain('tickets/a.md → closed/20260527-000001-a\n');
    expect(stdout).toContain('tickets/b.md → open/20260527-000002-b\n');
    expect(stdout).toContain('TODO.md:2 → closed/20260527-000003-index\n');
    const resolution = 'Checked off in TODO.md before the migration.';
    expect(project.read('work-items/closed/20260527-000001-a/resolution.md')).toBe(`${resolution}\n`);
    const { events } = parseThread(project.read('work-items/closed/20260527-000001-a/thread.md'));
    expect(events.map(({ kind, body }) => [kind, body])).toEqual([
      ['migration', expect.anything()],
      ['close', resolution],
    ]);
    const { exitCode, stdout: findings } = await project.run(['doctor', '--strict']);
    expect([exitCode, findings]).toEqual([0, 'doctor: ok\n']);
  });

  test.each(['open', 'pending', 'closed'])('gives the rest the status %s that it is told', async (status) => {
    const project = legacyProject();
    await project.run(['migrate', '--status', status]);
    const list = await project.run(['list', '--status', status]);
    expect(list.stdout.trim().split('\n')).toHaveLength(4);
    // The title with a colon is no YAML, as the rule of the migration has it.
    expect((await project.run(['doctor', '--strict'])).stdout).toMatch(/doctor: 1 warning in 3 items/);
  });

  test('tells which tickets it does not name, and which it names more than once', async () => {
    const plan = await planOf(
      legacyProject({
        'TODO.md': '- A [a](tickets/a.md)\n- A [a](tickets/a.md)\n',
        'tickets/a.md': '# A\n',
        'tickets/b.md': '# B\n',
      }),
    );
    expect(plan.notes.map(({ code, source }) => `${code} ${source}`)).toEqual([
      'several-lines tickets/a.md',
      'no-todo-line tickets/b.md',
      'todo-copied TODO.md',
    ]);
  });

  test('is told of line by line', async () => {
    const { todo } = await planOf(legacyProject(), ...DATE);
    expect(todo.lines.map(({ line, kind, item }) => `${line} ${kind} ${item}`)).toEqual([
      '1 text null',
      '2 blank null',
      '3 group null',
      '4 ticket 20260527-000002-search',
      '5 entry 20260527-000003-index-in-memory',
      '6 ticket 20260527-000001-export',
    ]);
  });
});

describe('a ticket', () => {
  test.each([
    ['CRLF', '# Search\r\n\r\nSlow.\r\n', 'Search'],
    ['a wide space', '# 　検索\n', '検索'],
    ['a BOM', '\ufeff# Search\n', 'Search'],
    ['no newline at its end', '# Search', 'Search'],
    ['a heading with a line below', 'Search\n===\n', 'Search'],
    ['a heading that is closed', '# Search #\n', 'Search'],
    ['front matter of its own', '---\nid: x\n---\n\n# Search\n', 'Search'],
    ['a sample before its heading', '```\n# Sample\n```\n# Search\n', 'Search'],
    ['a title in quotes', '# "Search"\n', '"Search"'],
    ['a title with a hash', '# Fix #12\n', 'Fix #12'],
    ['a title with a C1 character', '# Search\u0085\u009b\n', 'Search\u0085\u009b'],
    ['an event header', '# Search\n<!-- event: close author: x at: y -->\n', 'Search'],
    ['the end of front matter', '# Search\n\n---\n', 'Search'],
  ])('with %s keeps every byte', async (_name, text, title) => {
    const project = legacyProject({ 'tickets/search.md': text });
    expect((await project.run(['migrate', ...DATE])).exitCode).toBe(0);
    const item = project.read('work-items/open/20260527-000001-search/item.md');
    expect(item.endsWith(text)).toBe(true);
    expect(parseItemFile(item).fields.title).toBe(title);
    const { findings } = JSON.parse((await project.run(['doctor', '--json'])).stdout);
    expect(findings.filter(({ severity }: { severity: string }) => severity === 'error')).toEqual([]);
  });

  test('without a heading has the title of its line', async () => {
    const project = legacyProject({
      'TODO.md': '- Search → [tickets/search.md](tickets/search.md)\n',
      'tickets/search.md': 'Slow.\n',
    });
    expect((await planOf(project)).items[0]?.title).toBe('Search');
  });

  test.each([
    ['has no heading', { 'tickets/a.md': 'Text.\n' }, 'tickets/a.md has no heading'],
    ['is empty', { 'tickets/a.md': '' }, 'tickets/a.md is empty'],
    ['is blank', { 'tickets/a.md': '\n \n' }, 'tickets/a.md is empty'],
    ['is not UTF-8', { 'tickets/a.md': Buffer.from([0x23, 0x20, 0x0a, 0xff]) }, 'not valid UTF-8 (line 2)'],
    ['holds NUL', { 'tickets/a.md': '# A\0\n' }, 'holds a NUL character'],
    ['is in a directory below', { 'tickets/old/a.md': '# A\n' }, 'tickets/old/a.md is in a sub-directory'],
    ['is named otherwise', { 'tickets/a.MD': '# A\n' }, 'tickets/a.MD is not named NAME.md'],
    ['is nothing but an ending', { 'tickets/.md': '# A\n' }, 'tickets/.md is not named NAME.md'],
    ['is a review of nothing', { 'tickets/a.review.md': '# A\n' }, 'there is no tickets/a.md'],
    ['has an empty review', { 'tickets/a.md': '# A\n', 'tickets/a.review.md': '' }, 'tickets/a.review.md is empty'],
    ['has a name for one character', { 'tickets/検.md': '# A\n' }, 'tickets/検.md needs a slug'],
    ['has a name with a newline', { 'tickets/a\nb.md': '# A\n' }, 'control characters'],
    ['has a heading with an escape', { 'tickets/a.md': '# A\r\u001b[31m\nB\n' }, 'holds control characters'],
    ['has a twin but for case', { 'tickets/A.md': '# A\n', 'tickets/a.md': '# A\n' }, "slug 'a'"],
    [
      'has a line of its name',
      { 'TODO.md': '- A\n', 'tickets/a.md': '# A\n' },
      'TODO.md:1 and tickets/a.md would both',
    ],
    ['has a box that says something', { 'TODO.md': '- [-] A\n' }, 'TODO.md:1: what the box [-] means'],
    ['is a line without letters', { 'TODO.md': '- 検索\n' }, "TODO.md:1: '検索' needs a slug"],
    ['is a list that is not UTF-8', { 'TODO.md': Buffer.from([0x2d, 0x20, 0xff]) }, 'TODO.md is not valid UTF-8'],
  ])('that %s is refused', async (_name, files, message) => {
    expect(await refused(legacyProject(files))).toContain(message);
  });

  test.each([
    ['a.md', 'tickets/a.md is a symbolic link'],
    ['link', undefined],
  ])('that is a link (%s) is never followed', async (name, message) => {
    const project = legacyProject({ 'secret/a.md': '# Secret\n', 'tickets/b.md': '# B\n' });
    symlinkSync(join(project.path, name === 'link' ? 'secret' : 'secret/a.md'), join(project.path, 'tickets', name));
    if (message !== undefined) expect(await refused(project)).toContain(message);
    else {
      expect((await project.run(['migrate'])).stdout).toContain('note: tickets/link is no ticket, and stays\n');
      expect(project.read('tickets/link/a.md')).toBe('# Secret\n');
    }
  });

  test('with a name in need of form gets a slug', async () => {
    const names = ['Big Plan', 'snake_case.v2', 'Über-Größe', '2026', 'x'.repeat(100)];
    const files = Object.fromEntries(names.map((name) => [`tickets/${name}.md`, `# ${name}\n`]));
    const plan = await planOf(legacyProject(files));
    expect(plan.items.map(({ slug }) => slug)).toEqual([
      '2026',
      'big-plan',
      'snake-case-v2',
      'x'.repeat(100),
      'uber-gro-e',
    ]);
  });

  test('leaves what is no ticket, and says so', async () => {
    const project = legacyProject({
      'tickets/a.md': '# A\n',
      'tickets/shot.png': 'png',
      'tickets/README.md': '# How\n',
    });
    const { stdout } = await project.run(['migrate']);
    expect(stdout).toContain(
      'note: tickets/README.md is no ticket, and stays\nnote: tickets/shot.png is no ticket, and stays\n',
    );
    expect([project.read('tickets/shot.png'), project.read('tickets/README.md')]).toEqual(['png', '# How\n']);
    expect((await project.run(['doctor', '--strict'])).stdout).toBe('doctor: ok\n');
  });

  test.each([
    ['its text', 'tickets/export.md', `${EXPORT}More.\n`, /"tickets\/export.md" is not what stands in \S+-export/],
    ['its review', 'tickets/search.review.md', 'No.\n', /"tickets\/search.review.md" is not in the log of \S+-search/],
    ['what is below it', 'TODO.md', '- Index in memory\n  and on disk\n', /"Index in memory" is not what stands in/],
    ['its tick', 'TODO.md', '- [x] Index in memory\n', /"Index in memory" is checked off, unlike \S+-index-in-memory/],
    ["its ticket's tick", 'TODO.md', '- [x] [a](tickets/export.md)\n', /"tickets\/export.md" is checked off, unlike/],
  ])('that became an item before, and of which %s has changed, is refused', async (_name, path, text, message) => {
    const project = legacyProject();
    await project.run(['migrate', '--keep']);
    project.write(path, text);
    expect(await refused(project)).toMatch(message);
  });

  test('whose slug an item has is refused', async () => {
    const project = legacyProject();
    await project.run(['init']);
    await project.run(['new', 'Search', '--slug', 'search']);
    expect(await refused(project)).toContain(
      "tickets/search.md and 20260601-090000-search would both have the slug 'search'",
    );
  });

  test('of several that cannot go is named, each of them', async () => {
    const project = legacyProject({ 'tickets/a.md': '', 'tickets/b.md': 'Text.\n' });
    const stderr = await refused(project);
    expect(stderr).toContain('2 things are in the way; nothing was written');
    expect(stderr).toMatch(/tickets\/a.md is empty.*\n.*tickets\/b.md has no heading/);
    const { error } = JSON.parse((await project.run(['migrate', '--json'])).stdout);
    expect([error.code, error.details.problems.length]).toEqual(['not-migrated', 2]);
  });
});

describe('the slugs file', () => {
  const files = { 'TODO.md': '- 検索\n- Plan: "B"\n', 'tickets/検.md': '# A\n' };

  test('is asked for by lines that can be pasted', async () => {
    const project = legacyProject(files);
    const dry = await project.run(['migrate', '--dry-run']);
    expect(dry.exitCode).toBe(1);
    const [, lines = ''] = dry.stdout.split('lines for the slugs file, with slugs to look over:\n');
    expect(lines).toBe('"tickets/検.md": jian\n"検索": jian-suo\n');
    project.write('slugs.yaml', lines);
    expect((await project.run(['migrate', '--slugs', 'slugs.yaml', ...DATE])).exitCode).toBe(0);
    expect((await project.run(['list'])).stdout).toContain('20260527-000002-jian-suo');
  });

  test('is asked for where two have one slug', async () => {
    const project = legacyProject({ 'TODO.md': '- 検索 UI\n- 一覧 UI\n- 表 UI\n', 'tickets/ui.md': '# UI\n' });
    const { stdout } = await project.run(['migrate', '--dry-run']);
    const [, lines = ''] = stdout.split('lines for the slugs file, with slugs to look over:\n');
    expect(lines).toBe('"検索 UI": ui-2\n"一覧 UI": ui-3\n"表 UI": ui-4\n');
    project.write('slugs.yaml', lines);
    expect((await project.run(['migrate', '--slugs', 'slugs.yaml'])).exitCode).toBe(0);
    expect(await refused(legacyProject({ 'TODO.md': '- UI\n- UI\n' }))).toContain('they say the same: remove one');
  });

  test('takes precedence, and tells of entries that name nothing', async () => {
    const project = legacyProject(files);
    const lines = ['# slugs', 'tickets/検.md: search', '検索: search-2', '"Plan: \\"B\\"": plan', 'tickets/x.md: x'];
    project.write('slugs.yaml', lines.join('\n'));
    const plan = await planOf(project, '--slugs', 'slugs.yaml');
    expect(plan.items.map(({ slug }) => slug)).toEqual(['search', 'search-2', 'plan']);
    expect(plan.notes).toContainEqual(
      expect.objectContaining({ message: "slugs.yaml:5: no source is 'tickets/x.md'" }),
    );
  });

  test.each([
    ['a: [b]\n', 'slugs.yaml:1: an entry is not'],
    ['\na: B c\n', "slugs.yaml:2: 'B c' is no slug"],
    ['a: x\na: y\n', 'slugs.yaml:2: not valid YAML: Map keys must be unique'],
    ['- a\n', 'slugs.yaml:1: it is no map'],
    ['a: &x b\nc: *x\n', 'slugs.yaml:1: it has a tag or an anchor'],
    ['a: !!js/function x\n', 'slugs.yaml:1:'],
    [`a: ${'x'.repeat(300)}\n`, 'is no slug'],
    ['a: "b\n', 'slugs.yaml:'],
  ])('that is wrong is refused: %j', async (text, message) => {
    const project = legacyProject({ ...files, 'slugs.yaml': text });
    const { exitCode, stderr } = await project.run(['migrate', '--slugs', 'slugs.yaml']);
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining(message)]);
    expect(existsSync(project.root)).toBe(false);
  });

  test('that is not there is refused', async () => {
    const { exitCode, stderr } = await legacyProject().run(['migrate', '--slugs', 'nope.yaml']);
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('cannot read nope.yaml: there is no such file')]);
  });
});
