import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { dangerousCharacters } from '../support/dangerous-characters.ts';
import { runOnTerminal } from '../support/run-on-terminal.ts';
import { type TemporaryProject, temporaryProject } from '../support/temporary-project.ts';
import { writeItem } from '../support/write-item.ts';

const TITLES = {
  short: 'Short',
  japanese: '作業項目の一覧を端末の幅に合わせて表示する。長い題名は省略記号で切る。全角文字の列も揃える。',
  emoji: '👩‍👩‍👧 family 🎉 and 🇯🇵 flag '.repeat(8).trim(),
  combining: 'か\u3099き\u3099 e\u0301a\u0300 Cafe\u0301 '.repeat(20).trim(),
  long: 'x'.repeat(400),
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: our own colours
const COLOUR = /\x1b\[[\d;]*m/g;

function projectWithTitles(): TemporaryProject {
  const project = temporaryProject();
  for (const [index, [slug, title]] of Object.entries(TITLES).entries()) {
    const status = slug === 'long' ? 'closed' : 'open';
    const priority = slug === 'short' ? 'P0' : 'P2';
    writeItem(project.root, { id: `20260530-05325${index}-${slug}`, status, title, fields: { priority } });
  }
  return project;
}

/** The column on screen at which a word of a line starts. */
function columnOf(line: string, word: string): number {
  const at = line.indexOf(word);
  return at < 0 ? -1 : stringWidth(line.slice(0, at));
}

describe('list on a terminal', () => {
  it.each([40, 80, 120, 200])('fits %i columns and keeps its columns aligned', async (columns) => {
    const project = projectWithTitles();
    const run = await runOnTerminal(['list', '--status', 'all'], { cwd: project.path, columns });
    expect(run.exitCode).toBe(0);
    const lines = run.output.replace(COLOUR, '').split('\n').slice(0, -1);
    expect(lines).toHaveLength(1 + Object.keys(TITLES).length);
    for (const line of lines) expect(stringWidth(line), line).toBeLessThanOrEqual(columns);
    // As wide as it can be: the long titles take the room that there is.
    expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeGreaterThan(columns - 4);
    const [heading = '', ...rows] = lines;
    const title = columnOf(heading, 'TITLE');
    const byStart = { short: 'Short', japanese: '作業', emoji: '👩', combining: 'か', long: 'xxx' };
    for (const [slug, start] of Object.entries(byStart)) {
      const row = rows.find((candidate) => candidate.includes(start)) ?? '';
      expect(columnOf(row, start), slug).toBe(title);
    }
    if (columns >= 60) {
      const updated = columnOf(heading, 'UPDATED');
      expect(updated).toBeGreaterThan(title);
      for (const row of rows) expect(columnOf(row, row.split(' ').at(-1) ?? ''), row).toBe(updated);
    }
    for (const slug of ['japanese', 'emoji', 'combining', 'long'] as const) {
      const row = rows.find((candidate) => candidate.includes(byStart[slug])) ?? '';
      if (columns === 200 && stringWidth(TITLES[slug]) < 150) expect(row).toContain(TITLES[slug]);
      else expect(row, slug).toContain('…');
    }
  });

  it('cuts no character in two', async () => {
    const project = temporaryProject();
    writeItem(project.root, { id: '20260530-053259-family', title: '👩‍👩‍👧'.repeat(80) });
    writeItem(project.root, { id: '20260530-053300-marks', title: 'e\u0301'.repeat(200) });
    for (const columns of [79, 80, 81]) {
      const { output } = await runOnTerminal(['list'], { cwd: project.path, columns });
      const lines = output.replace(COLOUR, '').split('\n');
      expect(lines[1]).toMatch(/ (?:👩‍👩‍👧)+…/u);
      expect(lines[2]).toMatch(/ (?:e\u0301)+…/u);
    }
  });

  it('shows one status without a column for it, and the empty list on stderr', async () => {
    const project = projectWithTitles();
    const open = await runOnTerminal(['list'], { cwd: project.path });
    expect(open.output).not.toContain('STATUS');
    expect(open.output).not.toContain('xxx');
    const pending = await runOnTerminal(['list', '--status', 'pending'], { cwd: project.path });
    expect(pending).toEqual({ exitCode: 0, output: 'no items fit\n' });
  });

  it('marks an unreadable item in the table and names it', async () => {
    const project = projectWithTitles();
    project.write('work-items/open/20260530-053300-broken/item.md', '# no front matter\n');
    const { output, exitCode } = await runOnTerminal(['list'], { cwd: project.path, columns: 120 });
    expect(exitCode).toBe(0);
    const plain = output.replace(COLOUR, '');
    expect(plain).toMatch(/^warning: open\/20260530-053300-broken\/item\.md: /m);
    expect(plain).toMatch(/broken .*\(unreadable: /);
  });
});

describe('colours', () => {
  const runs: [name: string, args: string[], env: Record<string, string>, coloured: boolean][] = [
    ['on a terminal', [], {}, true],
    ['with NO_COLOR', [], { NO_COLOR: '1' }, false],
    ['with --no-color', ['--no-color'], {}, false],
    ['with --no-color against FORCE_COLOR', ['--no-color'], { FORCE_COLOR: '1' }, false],
    ['with an empty NO_COLOR', [], { NO_COLOR: '' }, true],
    ['with FORCE_COLOR=0', [], { FORCE_COLOR: '0' }, false],
    ['on a dumb terminal', [], { TERM: 'dumb' }, false],
    ['with --color against NO_COLOR', ['--color'], { NO_COLOR: '1' }, true],
  ];

  it.each(runs)('%s', async (_name, args, env, coloured) => {
    const project = projectWithTitles();
    const { output } = await runOnTerminal(['list', '--status', 'all', ...args], { cwd: project.path, env });
    expect(output.includes('\x1b[')).toBe(coloured);
    expect(dangerousCharacters(output, { colours: true })).toEqual([]);
  });

  it('follow the same rules in errors and in a pipe', async () => {
    const project = projectWithTitles();
    const onTerminal = await runOnTerminal(['show', 'nothing-like-it'], { cwd: project.path });
    expect(onTerminal.output.startsWith('\x1b[31m\x1b[1merror:')).toBe(true);
    const plain = await runOnTerminal(['show', 'nothing-like-it', '--no-color'], { cwd: project.path });
    expect(plain.output).toMatch(/^error: /);
    const piped = await project.run(['show', 'nothing-like-it']);
    expect(piped.stderr).toMatch(/^error: /);
    const forced = await project.run(['show', 'short'], { env: { FORCE_COLOR: '1' } });
    expect(forced.stdout).toContain('\x1b[1mShort');
    const beforeCommand = await runOnTerminal(['--no-color', 'list'], { cwd: project.path });
    expect(beforeCommand.output).not.toContain('\x1b');
  });
});

describe('the other commands on a terminal', () => {
  const thread = [
    ['create', '2026-05-30T05:32:59Z', '', '## Created', 'Created by hand.'],
    ['review', '2026-05-30T06:00:00Z', ' status: approve', '## Review: approve', '検索は速い。 It is fast.'],
  ]
    .map(
      ([kind, at, more, heading, body]) =>
        `<!-- event: ${kind} author: hare at: ${at}${more} -->\n\n${heading}\n\n${body}\n\n---\n`,
    )
    .join('\n');

  it('show has fields, body, events, resolution and artifacts', async () => {
    const project = temporaryProject();
    const directory = writeItem(project.root, { id: '20260530-053259-shown', status: 'closed', title: '検索', thread });
    project.write(`${directory.slice(project.path.length + 1)}/resolution.md`, 'Measured: 0.2 s.\n');
    project.write(`${directory.slice(project.path.length + 1)}/artifacts/日本/図.txt`, '');
    const { exitCode, output } = await runOnTerminal(['show', 'shown', '--no-color'], { cwd: project.path });
    expect(exitCode).toBe(0);
    for (const part of [
      /^検索\n20260530-053259-shown\nstatus: closed {2}kind: task {2}priority: P2 {2}labels: a/,
      /^A needle in the body\.$/m,
      /^── 1\. create {2}hare {2}2026-05-30T05:32:59Z ─+$/m,
      /^── 2\. review: approve {2}hare {2}2026-05-30T06:00:00Z ─+$/m,
      /^検索は速い。 It is fast\.$/m,
      /^── resolution ─+\n\nMeasured: 0\.2 s\.$/m,
      /^artifacts\/日本\/図\.txt$/m,
    ]) {
      expect(output).toMatch(part);
    }
    const narrow = await runOnTerminal(['show', 'shown', '--no-color'], { cwd: project.path, columns: 40 });
    expect(stringWidth(/^── resolution ─+$/m.exec(narrow.output)?.[0] ?? '')).toBe(40);
  });

  it.each([40, 80, 120, 200])('log is a table that fits %i columns', async (columns) => {
    const project = temporaryProject();
    writeItem(project.root, { id: '20260530-053259-shown', thread: thread.replace('検索', '検索'.repeat(150)) });
    const { exitCode, output } = await runOnTerminal(['log', '--no-color'], { cwd: project.path, columns });
    expect(exitCode).toBe(0);
    const lines = output.split('\n').slice(0, -1);
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(/^AT +KIND/);
    expect(lines[1]).toMatch(/^2026-05-30T06:00:00Z +review: /);
    expect(lines[2]).toMatch(/^2026-05-30T05:\S* +create/);
    for (const line of lines) expect(stringWidth(line), line).toBeLessThanOrEqual(columns);
    if (columns >= 80) expect(lines[1]).toMatch(/検索.*…$/);
  });

  it('search names path and line', async () => {
    const project = temporaryProject();
    writeItem(project.root, { id: '20260530-053259-shown', thread });
    const { exitCode, output } = await runOnTerminal(['search', '速い', '--no-color'], { cwd: project.path });
    expect(exitCode).toBe(0);
    expect(output).toContain('open/20260530-053259-shown/thread.md:13: review by hare: 検索は速い。');
    const coloured = await runOnTerminal(['search', '速い'], { cwd: project.path });
    expect(coloured.output).toContain('\x1b[36mopen/20260530-053259-shown/thread.md:13\x1b[39m');
  });

  it('doctor ends with its verdict', async () => {
    const project = temporaryProject();
    writeItem(project.root, { id: '20260530-053259-shown' });
    const good = await runOnTerminal(['doctor'], { cwd: project.path });
    expect(good.exitCode).toBe(0);
    expect(good.output).toContain('\x1b[32mdoctor: ok\x1b[39m');
  });

  it('help fits the terminal', async () => {
    const project = temporaryProject();
    const { output } = await runOnTerminal(['edit', '--help'], { cwd: project.path, columns: 80 });
    const options = output.split('Examples:')[0] ?? '';
    expect(options).toContain('--remove-label');
    for (const line of options.split('\n').filter((text) => text.startsWith('  '))) {
      expect(stringWidth(line), line).toBeLessThanOrEqual(80);
    }
  });
});
