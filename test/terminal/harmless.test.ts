import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dangerousCharacters } from '../support/dangerous-characters.ts';
import { runBounded } from '../support/run-bounded.ts';
import { runOnTerminal } from '../support/run-on-terminal.ts';
import { type TemporaryProject, temporaryProject } from '../support/temporary-project.ts';
import { writeItem } from '../support/write-item.ts';

/** One line with all that a terminal acts on; none of its sequences is one of our own colours. */
const EVIL = [
  'evil',
  '\x1b]0;owned\x07',
  '\x1b[2J',
  '\x1b[41m',
  '\x1b]8;;http://x.example\x1b\\',
  '\u009b2J',
  '\u009d0;owned\u009c',
  '\u202egnp',
  '\u2066isolated\u2069',
  '\u200f\u061c',
  '\u2028\u2029',
  'back\b\bspace',
  'return\rover',
  '\x7f\x00\x0b\x0c',
  '\ufeff',
  'end',
].join(' ');

/** The same as it can stand in an event's header: its line ends with the first character that ends a line anywhere. */
const EVIL_IN_HEADER = EVIL.replaceAll(/[\r\u2028\u2029]/g, '');

const quoted = (text: string): string => `"${text.replaceAll(/["\\]/g, '\\$&')}"`;

/** What a file name can hold: no slash, no NUL, at most 255 bytes. */
const EVIL_NAME = 'evil\x1b]0;owned\x07\u009b2J\u202e\r\b\u2028name';

function evilProject(): TemporaryProject {
  const project = temporaryProject();
  const event = (kind: string, more: string, heading: string): string =>
    `\n<!-- event: ${kind} author: ${quoted(EVIL_IN_HEADER)} at: ${more} -->\n\n## ${heading}\n\n${EVIL}\nneedle ${EVIL}\n\n---\n`;
  const directory = writeItem(project.root, {
    id: '20260530-053259-evil',
    status: 'closed',
    title: EVIL,
    fields: {
      kind: EVIL,
      priority: EVIL,
      labels: `[${EVIL.replaceAll(/[[\]]/g, '')}]`,
      updated_at: EVIL,
      assignee: EVIL,
      legacy_ticket: EVIL,
      unknown_key: EVIL,
      slug: EVIL,
    },
    body: `${EVIL}\nneedle ${EVIL}\n`,
    thread:
      `<!-- event: create author: hare at: 2026-05-30T05:32:59Z -->\n\n## Created\n\nCreated.\n\n---\n` +
      event('comment', `2026-05-30T06:00:00Z reason: ${quoted(EVIL_IN_HEADER)}`, EVIL) +
      event(quoted(EVIL_IN_HEADER), quoted(EVIL_IN_HEADER), 'Unknown kind') +
      event('review', '2026-05-30T06:00:00Z status: approve', 'Review: approve'),
  });
  writeFileSync(join(directory, 'resolution.md'), `needle ${EVIL}\n`);
  writeFileSync(join(directory, 'artifacts', EVIL_NAME), '');
  writeFileSync(join(directory, EVIL_NAME), '');
  // One that cannot be read, under a name that is no id.
  mkdirSync(join(project.root, 'open', EVIL_NAME));
  writeFileSync(join(project.root, 'open', EVIL_NAME, 'item.md'), `---\ntitle: ${EVIL}\nneedle ${EVIL}\n`);
  return project;
}

const READING: string[][] = [
  ['list', '--status', 'all'],
  ['show', '20260530-053259-evil'],
  ['show', '20260530-053259-evil', '--raw'],
  ['show', EVIL_NAME],
  ['search', 'needle'],
  ['log'],
  ['doctor'],
];

/** A row for `it.each` whose name is harmless itself. */
const named = (args: string[]): [name: string, args: string[]] => [
  JSON.stringify(args).replaceAll(/[^\x20-\x7e]/g, '?'),
  args,
];

const JSON_READING = READING.filter((args) => !args.includes('--raw')).map((args) => [...args, '--json']);

/** Requests that are refused, with an answer that quotes what was typed. */
const REFUSED: string[][] = [
  [`cmd${EVIL_NAME}`],
  ['show', EVIL_NAME.slice(1, -1)],
  ['show', EVIL_NAME.slice(1, -1), '--json'],
  ['help', `cmd${EVIL_NAME}`],
  ['list', `--opt${EVIL_NAME}`],
  ['list', 'too', EVIL_NAME],
  ['list', '--status', EVIL_NAME],
  ['list', '--sort', EVIL_NAME],
  ['list', '--limit', EVIL_NAME],
  ['list', '--kind', EVIL_NAME],
  ['list', '--priority', EVIL_NAME],
  ['list', '--root', EVIL_NAME],
  ['list', '--root', EVIL_NAME, '--json'],
  ['log', '--since', EVIL_NAME],
  ['new', `title ${EVIL_NAME}`],
  ['new', 'title', '--label', EVIL_NAME, '-m', 'x'],
  ['new', 'title', '--assignee', EVIL_NAME, '-m', 'x'],
  ['new', 'title', '--slug', '\u009b\u202e', '-m', 'x'],
  ['comment', '20260530-053259-evil', '-m', 'x', '--author', EVIL_NAME],
  ['comment', '20260530-053259-evil', '--file', EVIL_NAME],
  ['status', '20260530-053259-evil', EVIL_NAME],
  ['close', '20260530-053259-evil', '-m', 'x'],
  ['comment', EVIL_NAME, '-m', 'x'],
];

describe('on a terminal', () => {
  it.each([...READING, ...JSON_READING].map(named))('%s shows nothing that a terminal acts on', async (_name, args) => {
    const project = evilProject();
    for (const flag of ['--color', '--no-color']) {
      const { output, exitCode } = await runOnTerminal([...args, flag], { cwd: project.path });
      expect(dangerousCharacters(output, { colours: flag === '--color' })).toEqual([]);
      expect(output).toMatch(/evil/);
      // Findings and the faulty item may make it 1; a fault would be 3.
      expect([0, 1]).toContain(exitCode);
    }
  });

  it.each(REFUSED.map(named))('the refusal of %s is harmless', async (_name, args) => {
    const project = evilProject();
    const { output, exitCode } = await runOnTerminal(args, { cwd: project.path });
    expect(dangerousCharacters(output, { colours: true })).toEqual([]);
    expect(output).toMatch(/error/);
    expect([1, 2]).toContain(exitCode);
  });

  it('init names a hostile directory harmlessly', async () => {
    const project = temporaryProject({ init: false });
    const { output, exitCode } = await runOnTerminal(['init', '--root', EVIL_NAME], { cwd: project.path });
    expect(exitCode).toBe(0);
    expect(dangerousCharacters(output, { colours: true })).toEqual([]);
  });

  it('the editor that failed is named harmlessly', async () => {
    const project = evilProject();
    const env = { EDITOR: "false '\x1b[2J \u009b \u202e'" };
    const id = '20260530-053259-evil';
    const { output, exitCode } = await runOnTerminal(['comment', id, '--no-color'], { cwd: project.path, env });
    expect(exitCode).toBe(1);
    expect(output).toContain('error: the editor ');
    expect(dangerousCharacters(output)).toEqual([]);
  });
});

describe('in a pipe', () => {
  it.each(READING.filter((args) => !args.includes('--raw')).map(named))('%s is escaped', async (_name, args) => {
    const project = evilProject();
    const { stdout, stderr } = await project.run(args);
    // The titles of a table are as written: real ones hold C1 characters.
    const c1 = args[0] === 'list' || args[0] === 'log';
    expect(dangerousCharacters(stdout, { c1 })).toEqual([]);
    expect(dangerousCharacters(stderr)).toEqual([]);
    expect(stdout).toContain('evil');
  });

  it.each(REFUSED.map(named))('the refusal of %s is harmless', async (_name, args) => {
    const project = evilProject();
    const { stdout, stderr, exitCode } = await project.run(args);
    expect(dangerousCharacters(stdout)).toEqual([]);
    expect(dangerousCharacters(stderr)).toEqual([]);
    expect([1, 2]).toContain(exitCode);
  });

  it('init names a hostile directory harmlessly', async () => {
    const project = temporaryProject({ init: false });
    const { stdout, stderr } = await project.run(['init', '--root', EVIL_NAME]);
    expect(dangerousCharacters(stdout + stderr)).toEqual([]);
  });

  it('the notice about a silent pipe names a hostile item harmlessly', async () => {
    const project = evilProject();
    const { stderr } = await runBounded(['comment', EVIL_NAME], { cwd: project.path, silent: true });
    expect(stderr).toContain('waiting for the comment on ');
    expect(dangerousCharacters(stderr)).toEqual([]);
  });

  it('one row of a table stays one line, with its columns', async () => {
    const project = evilProject();
    const list = await project.run(['list', '--status', 'all']);
    const rows = list.stdout.split('\n').slice(0, -1);
    expect(rows).toHaveLength(3);
    for (const row of rows) expect(row.split('\t')).toHaveLength(7);
    const log = await project.run(['log']);
    const entries = log.stdout.split('\n').slice(0, -1);
    expect(entries).toHaveLength(5);
    for (const entry of entries) expect(entry.split('\t')).toHaveLength(6);
  });

  it('JSON is the exact data, escaped in its text', async () => {
    const project = evilProject();
    const list = await project.run(['list', '--status', 'all', '--json']);
    expect(dangerousCharacters(list.stdout)).toEqual([]);
    const item = JSON.parse(list.stdout).items.find(({ status }: { status: string }) => status === 'closed');
    expect(item).toMatchObject({ title: EVIL, kind: EVIL, priority: EVIL, assignee: EVIL, slug: EVIL });
    expect(item.extra).toEqual({ unknown_key: EVIL });
    const show = await project.run(['show', '20260530-053259-evil', '--json']);
    expect(dangerousCharacters(show.stdout)).toEqual([]);
    const detail = JSON.parse(show.stdout).item;
    expect(detail.body).toBe(`\n${EVIL}\nneedle ${EVIL}\n`);
    expect(detail.resolution).toBe(`needle ${EVIL}\n`);
    expect(detail.artifacts).toEqual([EVIL_NAME]);
    expect(detail.otherFiles).toEqual([EVIL_NAME]);
    expect(detail.events[1]).toMatchObject({
      author: EVIL_IN_HEADER,
      heading: EVIL,
      body: `${EVIL}\nneedle ${EVIL}`,
    });
    expect(detail.events[2].kind).toBe(EVIL_IN_HEADER);
  });

  it('--raw is the exact bytes', async () => {
    const project = evilProject();
    const { stdout } = await project.run(['show', '20260530-053259-evil', '--raw']);
    const names = ['item.md', 'thread.md', 'resolution.md'];
    const files = names.map((name) => project.read(`work-items/closed/20260530-053259-evil/${name}`));
    expect(stdout).toBe(files.join(''));
  });
});

describe('nothing forges a line', () => {
  it('a newline in a quoted value is shown as one', async () => {
    const project = temporaryProject();
    const title = '"shown\\nstatus: closed  kind: bug"';
    writeItem(project.root, { id: '20260530-053259-forger', title });
    const show = await project.run(['show', 'forger']);
    expect(show.stdout).not.toMatch(/^status: closed/m);
    const search = await project.run(['search', 'shown']);
    expect(search.stdout).not.toMatch(/^status: closed/m);
  });

  it("a newline in a directory's name does not start a line", async () => {
    const project = temporaryProject();
    const name = 'name\nerror: forged';
    mkdirSync(join(project.root, 'open', name));
    writeFileSync(join(project.root, 'open', name, 'item.md'), '---\ntitle: needle\n---\n');
    for (const args of [['list'], ['show', name], ['search', 'needle'], ['log'], ['doctor']]) {
      const { stdout, stderr } = await project.run(args);
      expect(stdout, args[0]).not.toMatch(/^error: forged/m);
      expect(stderr, args[0]).not.toMatch(/^error: forged/m);
    }
  });

  it('CRLF line endings are no text', async () => {
    const project = temporaryProject();
    const directory = writeItem(project.root, { id: '20260530-053259-windows', body: 'One.\nTwo.\n' });
    for (const name of ['item.md', 'thread.md']) {
      const path = `${directory.slice(project.path.length + 1)}/${name}`;
      project.write(path, project.read(path).replaceAll('\n', '\r\n'));
    }
    project.write(`${directory.slice(project.path.length + 1)}/resolution.md`, 'Three.\r\n');
    const { stdout } = await project.run(['show', 'windows']);
    expect(stdout).toMatch(/^One\.\nTwo\.$/m);
    expect(stdout).toMatch(/^Three\.$/m);
    expect(stdout).not.toContain('\\r');
  });
});
