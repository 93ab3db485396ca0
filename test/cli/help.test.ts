import { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { DRIVER_KINDS } from '../../src/api/merge-driver.ts';
import { COMMANDS } from '../../src/commands/registry.ts';
import { addItem } from '../support/add-item.ts';
import { addScript } from '../support/add-script.ts';
import { runShell } from '../support/run-shell.ts';
import { type TemporaryProject, temporaryProject } from '../support/temporary-project.ts';
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

/** A project that stopped in the middle of a merge of two comments, and the files that git hands to a driver. */
async function mergingProject() {
  const { project, env } = exampleProject('');
  const who = { GIT_AUTHOR_NAME: 'ann', GIT_AUTHOR_EMAIL: 'a@example.org' };
  const asWell = { GIT_COMMITTER_NAME: 'ann', GIT_COMMITTER_EMAIL: 'a@example.org' };
  const commented = (text: string): string => `tickets comment search-is-slow -m ${text} && git commit -qam ${text}`;
  const line = `git init -q -b main && git add work-items && git commit -qm start && git checkout -qb side && ${commented('theirs')} &&
    git checkout -q main && ${commented('ours')} && ! git merge side`;
  const { exitCode, stderr } = await runShell(project, line, { ...who, ...asWell });
  expect([exitCode, stderr]).toEqual([0, expect.not.stringContaining('error')]);
  const item = project.read('work-items/open/20260531-000000-timeout/item.md');
  for (const name of ['base.md', 'ours.md']) project.write(name, item);
  project.write('theirs.md', item.replace('kind: task', 'kind: bug'));
  return { project, env };
}

/** A project with two commits and a branch that it follows; what is to be synced is committed, or not yet. */
async function committedProject(line: string) {
  const { project, env } = exampleProject(line);
  const who = { GIT_AUTHOR_NAME: 'ann', GIT_AUTHOR_EMAIL: 'a@example.org' };
  const committer = { GIT_COMMITTER_NAME: 'ann', GIT_COMMITTER_EMAIL: 'a@example.org' };
  const comment = 'tickets comment search-is-slow -m Seen.';
  const script = `git init -q -b main && git add work-items && git commit -qm start && ${comment} && git commit -qam more &&
    git init -q --bare ../remote-$$ && mv ../remote-$$ .git/remote && git remote add origin .git/remote &&
    git push -qu origin main && ${comment}${line === 'tickets sync' ? ' && git commit -qam last' : ''}`;
  const { exitCode, stderr } = await runShell(project, script, { ...who, ...committer });
  expect([exitCode, stderr]).toEqual([0, expect.not.stringContaining('error')]);
  return { project, env: { ...env, ...who, ...committer } };
}

/** The project that an example of a command needs. */
async function projectFor(
  name: string,
  line: string,
): Promise<{ project: TemporaryProject; env: Record<string, string> }> {
  if (MERGING.includes(name)) return mergingProject();
  const isOfGit = IN_GIT.includes(name) || line.includes('--rev') || line.includes('--base ');
  return isOfGit ? committedProject(line) : exampleProject(line);
}

const MERGING = ['resolve', 'merge-driver'];
const IN_GIT = ['verify', 'setup', 'history', 'sync'];
const READING = [
  'completion',
  'guide',
  'list',
  'show',
  'search',
  'log',
  'insight',
  'doctor',
  'verify',
  'history',
  'unlock',
  'export',
];
/** Those that write into git's own directory. */
const WATCHED_WHOLE = ['merge-driver', 'setup', 'sync'];

const LOADED = await Promise.all(COMMANDS.map(async (entry) => ({ ...entry, module: await entry.load() })));

describe.each(LOADED.map((entry) => [entry.name, entry] as const))('%s', (name, entry) => {
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
    const { project, env } = await projectFor(name, line);
    // Less what an export writes, and the program itself.
    const others = WATCHED_WHOLE.includes(name) ? /^(?:bin\b)/ : /^(?:items\.json|doctor[\w.-]+|bin\b|\.git\b)/;
    const state = () => Object.entries(treeOf(project.path)).filter(([path]) => !others.test(path));
    const before = state();
    const { exitCode, stdout, stderr } = await runShell(project, line, env);
    expect([exitCode, stderr]).toEqual([0, expect.not.stringMatching(/error|warning|nothing to change|already/)]);
    const changed = JSON.stringify(state()) !== JSON.stringify(before);
    const isWriting = !READING.includes(name) || /--install| > /.test(line);
    expect(changed).toBe(isWriting && !/ --(?:dry-run|check)\b/.test(line));
    const isSilent = / --(?:output|write-baseline) | > /.test(line);
    // Where there is nothing to annotate, there is no annotation.
    if (line.includes('--format github')) expect(stdout.replace(/^::.*\n/gm, '')).toBe('');
    else if (READING.includes(name)) expect(stdout === '').toBe(isSilent);
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

test('the help of all is the same made by the build and made now', async () => {
  const project = temporaryProject();
  const made = await project.run(['help']);
  expect(made.stdout).toMatch(/^Usage: tickets /);
  for (const argv of [['--help'], [], ['-h'], ['--help', '--quiet']]) {
    expect(await project.run(argv)).toEqual(made);
  }
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

test.each(COMMANDS.map(({ name }) => name))(
  'the text of %s is as wide as the help, and no line of it ends early',
  async (name) => {
    const { run } = temporaryProject({ init: false });
    const { stdout } = await run([name, '--help']);
    const [, text = ''] = /^Usage: .*\n\n([\s\S]*?)\n\n(?:Arguments|Options)/.exec(stdout) ?? [];
    for (const paragraph of text.split('\n\n')) {
      const lines = paragraph.split('\n');
      for (const [index, line] of lines.entries()) {
        expect(line.length, line).toBeLessThanOrEqual(80);
        const [next] = lines[index + 1]?.split(' ') ?? [];
        if (next !== undefined) expect(`${line} ${next}`.length, line).toBeGreaterThan(79);
      }
    }
  },
);

test('an option that must be given says so', async () => {
  const { run } = temporaryProject({ init: false });
  const texts = await Promise.all(
    COMMANDS.map(async ({ name }) => [name, (await run([name, '--help'])).stdout] as const),
  );
  const marked = texts.filter(([, stdout]) => / required: /.test(stdout)).map(([name]) => name);
  const needing = LOADED.filter(({ module }) => {
    const command = new Command();
    module.define(command);
    return command.options.some(({ mandatory }) => mandatory);
  });
  expect(marked).toEqual(needing.map(({ name }) => name));
});

test('the help of merge-driver names every kind that setup registers', async () => {
  const { stdout } = await temporaryProject({ init: false }).run(['merge-driver', '--help']);
  const [, kinds = ''] = /^ {2}kind +(.*)$/m.exec(stdout) ?? [];
  expect(kinds.split(/, | or /)).toEqual(DRIVER_KINDS);
});
