import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../src/commands/registry.ts';
import { addItem } from '../support/add-item.ts';
import { addScript } from '../support/add-script.ts';
import { runShell } from '../support/run-shell.ts';
import { temporaryProject } from '../support/temporary-project.ts';
import { treeOf } from '../support/tree-of.ts';

/** What a help text shows under "Examples:", less the lines that explain. */
function examplesIn(help: string): string[] {
  const below = help.split(/^Examples:\n/m)[1] ?? '';
  return (
    below
      .split(/\n\n|\n(?! {2})/)[0]
      ?.split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '' && !line.startsWith('#')) ?? []
  );
}

/** A project in which the examples make sense: an item about a slow search, and the files that they name. */
function exampleProject(line: string) {
  const project = temporaryProject({ git: true });
  addItem(project.root, {
    slug: 'search-is-slow',
    stamp: '20260601-090000',
    title: 'Search is slow',
    labels: '[cli, docs]',
    assignee: /^tickets unclaim/.test(line) ? 'ann' : 'null',
    status: /^tickets reopen/.test(line) ? 'closed' : /^tickets status .* open/.test(line) ? 'pending' : 'open',
  });
  addItem(project.root, { slug: 'timeout', stamp: '20260531-000000', title: '検索が遅い: timeout' });
  for (const name of ['notes.md', 'plan.md', 'review.md', 'resolution.md', 'body.md']) {
    project.write(name, `The text of ${name}.\n`);
  }
  project.write('doctor-baseline.json', '{ "schemaVersion": 1, "findings": [] }\n');
  if (line.startsWith('tickets migrate')) {
    project.write('TODO.md', '- Ranking → [tickets/ranking.md](tickets/ranking.md)\n');
    project.write('tickets/ranking.md', '# Ranking\n');
    project.write('slugs.yaml', 'tickets/ranking.md: order\n');
  }
  if (line.startsWith('tickets import')) {
    const item = { id: '20260601-090001-new', status: 'open', files: [{ path: 'item.md', text: '---\n---\n' }] };
    project.write('items.json', JSON.stringify({ schemaVersion: 1, kind: 'tickets-export', items: [item] }));
  }
  const editor = addScript(project, 'editor', `sed -i 's/^title: .*/title: Edited/' "$1"`);
  return { project, env: { EDITOR: editor } };
}

const READING = ['list', 'show', 'search', 'log', 'doctor', 'unlock', 'export'];

describe.each(COMMANDS.map((entry) => [entry.name, entry] as const))('%s', (name, entry) => {
  test('is listed with its summary, below its group', async () => {
    const { stdout } = await temporaryProject({ init: false }).run(['--help']);
    const group = stdout.split(`\n${entry.group}\n`)[1]?.split('\n\n')[0];
    expect(group).toMatch(new RegExp(`^ {2}${name}\\S*\\s+${entry.summary}$`, 'm'));
  });

  test('has a help that ends with examples, the same in every way of asking', async () => {
    const project = temporaryProject({ init: false });
    const long = await project.run([name, '--help']);
    expect([long.exitCode, long.stderr]).toEqual([0, '']);
    expect(long.stdout).toMatch(new RegExp(`^Usage: tickets ${name}`));
    expect(examplesIn(long.stdout)).toEqual(entry.module.examples.map((example) => example.command));
    expect(entry.module.examples.length).toBeGreaterThan(0);
    for (const args of [[name, '-h'], ['help', name], ...(entry.aliases ?? []).map((alias) => ['help', alias])]) {
      expect(await project.run(args)).toEqual(long);
    }
  });

  test.each(entry.module.examples.map((example) => [example.command]))('example: %s', async (line) => {
    const { project, env } = exampleProject(line);
    // Less what an export writes, and the program itself.
    const state = () =>
      Object.entries(treeOf(project.path)).filter(
        ([path]) => !/^(?:items\.json|doctor[\w.-]+|bin\b|\.git\b)/.test(path),
      );
    const before = state();
    const { exitCode, stdout, stderr } = await runShell(project, line, env);
    expect([exitCode, stderr]).toEqual([0, expect.not.stringMatching(/error|warning|nothing to change|already/)]);
    const changed = JSON.stringify(state()) !== JSON.stringify(before);
    expect(changed).toBe(!READING.includes(name) && !line.includes('--dry-run'));
    if (READING.includes(name)) expect(stdout === '').toBe(/ --(?:output|write-baseline) /.test(line));
    if (line.includes('--json')) expect(JSON.parse(stdout).schemaVersion).toBe(1);
  });
});

test.each([
  [['--no-color']],
  [['-q']],
  [['--root', 'x']],
  [['help', 'help']],
  [['help', '-h']],
  [['help', '--no-color']],
])('%j names no command, and gets the first help', async (args) => {
  const project = temporaryProject({ init: false });
  const { exitCode, stdout } = await project.run(args);
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^Usage: tickets /);
});

test('`--json` without a command is not answered with silence', async () => {
  const { stdout } = await temporaryProject({ init: false }).run(['--json']);
  expect(stdout).not.toBe('');
});

test('the examples of the first help work one after the other, as they stand', async () => {
  const project = temporaryProject();
  const { stdout } = await project.run([]);
  const lines = examplesIn(stdout);
  expect(lines.length).toBeGreaterThan(2);
  for (const line of lines) {
    const { exitCode, stderr } = await runShell(project, line);
    expect([line, exitCode, stderr]).toEqual([line, 0, expect.not.stringContaining('error')]);
  }
});
