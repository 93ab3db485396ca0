import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { addItem } from '../support/add-item.ts';
import { oldEvent } from '../support/old-event.ts';
import { runShell } from '../support/run-shell.ts';
import { startTickets } from '../support/start-tickets.ts';
import { temporaryProject } from '../support/temporary-project.ts';
import { treeOf } from '../support/tree-of.ts';

const ESCAPE = '\u001b[';

function projectWithItem() {
  const project = temporaryProject();
  addItem(project.root);
  return project;
}

describe('usage: exit 2, with the nearest that there is', () => {
  test.each([
    [['lst'], "error: unknown command 'lst'", /list/],
    [['commnet'], "error: unknown command 'commnet'", /comment/],
    [['shwo', 'x'], "error: unknown command 'shwo'", /show/],
    [['docter'], "error: unknown command 'docter'", /doctor/],
    [['lst', '--help'], "error: unknown command 'lst'", /list/],
    [['help', 'lst'], "error: unknown command 'lst'", /list/],
    [['frobnicate'], "error: unknown command 'frobnicate'", /tickets --help/],
    [['list', '--staus', 'all'], "error: unknown option '--staus'", /--status/],
    [['list', '--lable', 'x'], "error: unknown option '--lable'", /--label/],
    [['new', 'T', '--priorty', 'P1'], "error: unknown option '--priorty'", /--priority/],
    [['review', 'x', '--aprove'], "error: unknown option '--aprove'", /--approve/],
    [['list', '--status', 'opne'], "error: unknown status 'opne'", /'open'/],
    [['status', 'sample-item', 'close'], "error: unknown status 'close'", /'closed'/],
    [['list', '--sort', 'update'], "error: unknown sort key 'update'", /'updated'/],
    [['list', '--priority', 'p1'], "error: unknown priority 'p1'", /P1/],
    [['list', '--priority', '2'], "error: unknown priority '2'", /P2/],
    [['new', 'T', '--priority', 'urgent'], "error: unknown priority 'urgent'", /P0.*P3/],
    [['new', 'T', '--kind', 'Bug'], "error: a kind is one lower-case word, not 'Bug'", /'bug'/],
    [['comment', 'sample-item', '--role', 'plna'], "error: unknown role 'plna'", /'plan'/],
    [['list', '--limit', 'ten'], "error: --limit takes a whole number, not 'ten'", null],
    [['list', '--limit', '-1'], 'error: ', null],
    [['show', 'sample-item', '--events', '1.5'], "error: --events takes a whole number, not '1.5'", null],
    [['log', '--since', 'last tuesday'], "error: --since cannot read 'last tuesday' as a time", /14d/],
    [['log', '--since', '2026-13-45'], "error: --since cannot read '2026-13-45' as a time", /14d/],
    [['log', '--since', '2026-02-30'], "error: --since cannot read '2026-02-30' as a time", /14d/],
    [['show'], 'error: missing required argument', /tickets show --help/],
    [['status', 'sample-item'], 'error: missing required argument', /tickets status --help/],
    [['new', 'several', 'words', '-m', 'x'], 'error: too many arguments', /quotes/],
    [['list', '--status'], 'error: ', null],
    [['new'], 'error: an item needs a title', /tickets new/],
  ])('%j', async (args, message, hint) => {
    const { exitCode, stdout, stderr } = await projectWithItem().run(args);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr.startsWith(message)).toBe(true);
    const lines = stderr.trimEnd().split('\n');
    if (hint !== null) expect(lines[1]).toMatch(new RegExp(`^hint: .*${hint.source}`));
    expect(lines.length).toBeLessThanOrEqual(2);
  });
});

test('no error shows a stack, wherever it comes from', async () => {
  const project = projectWithItem();
  project.write('work-items/open/20260101-000000-odd/artifacts', 'a file, not a directory');
  project.write('work-items/open/20260101-000000-odd/item.md', '---\nid: x\n---\n');
  project.write('work-items/open/20260102-000000-dir/thread.md/x', '');
  mkdirSync(join(project.root, 'open/20260103-000000-empty'));
  project.write('work-items/open/20260104-000000-alone/thread.md', oldEvent());
  for (const ref of ['odd', 'dir', 'empty', 'alone']) {
    for (const args of [
      ['show', ref],
      ['show', ref, '--raw'],
      ['comment', ref, '-m', 'x'],
      ['close', ref, '-m', 'x'],
    ]) {
      const { exitCode, stderr } = await project.run(args);
      expect([ref, args, [0, 1].includes(exitCode ?? -1)]).toEqual([ref, args, true]);
      expect(stderr).not.toMatch(/^\s+at /m);
    }
  }
  for (const args of [['list', '--status', 'all'], ['log'], ['search', 'x'], ['doctor']]) {
    const { exitCode, stderr } = await project.run(args);
    expect([args, [0, 1].includes(exitCode ?? -1)]).toEqual([args, true]);
    expect(stderr).not.toMatch(/^\s+at /m);
  }
});

describe('one bad item hides no other:', () => {
  function mixed() {
    const project = projectWithItem();
    addItem(project.root, {
      slug: 'bad',
      stamp: '20260101-000000',
      itemText: () => 'Needle without a front matter.\n',
    });
    addItem(project.root, { slug: 'odd-thread', stamp: '20260102-000000', threadText: () => 'Needle, no event.\n' });
    return project;
  }

  test('list marks it and names it on stderr', async () => {
    const { exitCode, stdout, stderr } = await mixed().run(['list']);
    expect(exitCode).toBe(0);
    expect(stdout.trimEnd().split('\n')).toHaveLength(4);
    expect(stdout).toMatch(/\t20260101-000000-bad\tbad\t\(unreadable: [^\t]+\t/);
    expect(stderr).toMatch(/^warning: open\/20260101-000000-bad\/item\.md: [^\n]+\n$/);
  });

  test('show, search and log go on', async () => {
    const project = mixed();
    const shown = await project.run(['show', 'bad']);
    expect([shown.exitCode, shown.stdout]).toEqual([0, expect.stringContaining('Needle without a front matter.')]);
    expect(shown.stderr).toContain('warning: ');
    const searched = await project.run(['search', 'needle']);
    expect(searched.stdout).toContain('Needle without a front matter.');
    expect(searched.stdout).toContain('Needle, no event.');
    const logged = await project.run(['log']);
    expect(logged.stdout.trimEnd().split('\n')).toHaveLength(3);
    expect((await project.run(['comment', 'sample-item', '-m', 'x'])).exitCode).toBe(0);
  });
});

describe('stdout that is closed early is no error:', () => {
  function largeProject() {
    const project = temporaryProject();
    const events = Array.from({ length: 200 }, (_, index) => oldEvent({ body: `Line ${index}\n`.repeat(500) }));
    addItem(project.root, { title: 'x'.repeat(10_000), events });
    for (let index = 0; index < 60; index += 1) {
      addItem(project.root, { slug: `item-${index}`, stamp: '20260101-000000', title: 'y'.repeat(10_000) });
    }
    return project;
  }

  test.each([
    ['show', ['show', 'sample-item']],
    ['show --raw', ['show', 'sample-item', '--raw']],
    ['show --json', ['show', 'sample-item', '--json']],
    ['list', ['list']],
    ['log', ['log', '--json']],
    ['search', ['search', 'Line']],
  ])('%s', async (_name, args) => {
    const started = startTickets(args, { cwd: largeProject().path });
    started.child.stdout?.once('data', () => started.child.stdout?.destroy());
    expect(await started.exited).toBe(0);
    expect(started.stderr()).toBe('');
  });
});

describe('colour', () => {
  const isColoredError = (text: string) =>
    text.startsWith(ESCAPE) && stripVTControlCharacters(text).startsWith('error: ');

  test.each([
    ['none in a pipe', [], {}, false],
    ['FORCE_COLOR=1', [], { FORCE_COLOR: '1' }, true],
    ['FORCE_COLOR=0', [], { FORCE_COLOR: '0' }, false],
    ['FORCE_COLOR and NO_COLOR', [], { FORCE_COLOR: '1', NO_COLOR: '1' }, true],
    ['NO_COLOR', [], { NO_COLOR: '1' }, false],
    ['--color', ['--color'], {}, true],
    ['--color over NO_COLOR', ['--color'], { NO_COLOR: '1' }, true],
    ['--no-color', ['--no-color'], {}, false],
    ['--no-color over FORCE_COLOR', ['--no-color'], { FORCE_COLOR: '1' }, false],
  ])('%s', async (_name, options, env, colored) => {
    const project = projectWithItem();
    for (const args of [
      ['show', 'sample-item', ...options],
      [...options, 'show', 'sample-item'],
    ]) {
      const { exitCode, stdout } = await project.run(args, { env });
      expect([exitCode, stdout.includes(ESCAPE)]).toEqual([0, colored]);
    }
    const { stderr } = await project.run(['show', 'missing', ...options], { env });
    expect([isColoredError(stderr), stderr.includes(ESCAPE)]).toEqual([colored, colored]);
    expect(stderr).toContain("no work item 'missing'");
  });

  test('never reaches what programs read', async () => {
    const project = projectWithItem();
    for (const args of [
      ['list'],
      ['log'],
      ['list', '--json'],
      ['new', 'T', '-m', 'x'],
      ['show', 'sample-item', '--raw'],
    ]) {
      const { stdout } = await project.run([...args, '--color'], { env: { FORCE_COLOR: '1' } });
      expect([args, stdout.includes(ESCAPE)]).toEqual([args, false]);
    }
  });
});

describe('--quiet', () => {
  test.each([['--quiet'], ['-q']])('%s says nothing of what went well, and all of what did not', async (option) => {
    const project = projectWithItem();
    const done = await project.run(['comment', 'sample-item', '-m', 'x', option]);
    expect([done.exitCode, done.stdout, done.stderr]).toEqual([0, '', '']);
    const refused = await project.run(['show', 'missing', option]);
    expect([refused.exitCode, refused.stderr]).toEqual([1, expect.stringMatching(/^error: /)]);
  });
});

test.each([['--version'], ['-V']])('%s prints the version alone', async (option) => {
  const project = temporaryProject({ init: false });
  const { exitCode, stdout, stderr } = await project.run([option]);
  expect([exitCode, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/^\d+\.\d+\.\d+\S*\n$/);
});

test.skipIf(!existsSync('/dev/full'))(
  'a full device for the output is one line, and what was done is done',
  async () => {
    const project = temporaryProject();
    const { exitCode, stderr } = await runShell(project, 'tickets new full -m x >/dev/full');
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^error: the output could not be written \(ENOSPC\)[^\n]*\n$/);
    expect((await project.run(['list'])).stdout).toContain('\tfull\t');
  },
);

test.skipIf(!existsSync('/dev/full'))('a check of which nobody can read the result has not checked', async () => {
  const project = temporaryProject({ git: true });
  for (const line of ['tickets doctor', 'tickets doctor --json']) {
    const { exitCode, stderr } = await runShell(project, `${line} >/dev/full`);
    expect([line, exitCode, stderr]).toEqual([line, 3, expect.stringMatching(/error: .*\(ENOSPC\)/)]);
  }
  // Findings make 1, unless nobody can read them.
  project.write('work-items/open/20260530-053259-bad/item.md', 'No front matter.\n');
  expect((await runShell(project, 'tickets doctor')).exitCode).toBe(1);
  const { exitCode, stderr } = await runShell(project, 'tickets doctor >/dev/full');
  expect([exitCode, stderr]).toEqual([
    3,
    expect.stringMatching(/^error: the output could not be written \(ENOSPC\)[^\n]*$/m),
  ]);
});

test.skipIf(process.platform !== 'linux')(
  'a limit of the size of a file is one line, and nothing is changed',
  async () => {
    const project = temporaryProject();
    await project.run(['new', 'Kept', '-m', 'Text.']);
    project.write('big', 'x'.repeat(9000));
    const before = treeOf(project.root);
    const { exitCode, stderr } = await runShell(project, 'ulimit -f 8; tickets comment kept -F big');
    expect([exitCode, stderr]).toEqual([
      1,
      expect.stringMatching(
        /^error: [^\n]*a file would be larger than a limit allows \(EFBIG\); nothing was changed\nhint: [^\n]*\n$/,
      ),
    ]);
    expect(treeOf(project.root)).toEqual(before);
  },
);

test.each(['soon', '-000001-01-01T00:00:00Z', '+010000-01-01T00:00:00Z'])(
  'TICKETS_NOW=%s is no time of an event',
  async (now) => {
    const project = projectWithItem();
    const before = treeOf(project.path);
    const { exitCode, stderr } = await project.run(['comment', 'sample-item', '-m', 'x'], {
      env: { TICKETS_NOW: now },
    });
    expect([exitCode, stderr]).toEqual([2, 'error: TICKETS_NOW is no time\nhint: like 2026-06-01T09:00:00Z\n']);
    expect(treeOf(project.path)).toEqual(before);
  },
);
