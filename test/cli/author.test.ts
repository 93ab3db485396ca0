import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { addItem } from '../support/add-item.ts';
import { pinnedEnv } from '../support/pinned-env.ts';
import { shownItem } from '../support/shown-item.ts';
import { type TemporaryProject, temporaryProject } from '../support/temporary-project.ts';
import { treeOf } from '../support/tree-of.ts';

function gitProject(name?: string): TemporaryProject {
  const project = temporaryProject({ git: true });
  addItem(project.root);
  if (name !== undefined) execFileSync('git', ['config', 'user.name', name], { cwd: project.path, env: pinnedEnv() });
  return project;
}

/** Who a comment is by. */
async function authorOf(project: TemporaryProject, args: string[], env: Record<string, string | undefined>) {
  const { exitCode, stderr } = await project.run(['comment', 'sample-item', '-m', 'Text.', ...args], { env });
  if (exitCode !== 0) return stderr;
  return (await shownItem(project, 'sample-item')).events.at(-1)?.author;
}

describe('the author is', () => {
  test('--author, then TICKETS_AUTHOR, then git, then USER', async () => {
    const project = gitProject('from git');
    const env = { TICKETS_AUTHOR: 'from TICKETS_AUTHOR', USER: 'from USER' };
    expect(await authorOf(project, ['--author', 'from --author'], env)).toBe('from --author');
    expect(await authorOf(project, [], env)).toBe('from TICKETS_AUTHOR');
    expect(await authorOf(project, [], { ...env, TICKETS_AUTHOR: undefined })).toBe('from git');
    const nameless = gitProject();
    expect(await authorOf(nameless, [], { ...env, TICKETS_AUTHOR: undefined })).toBe('from USER');
  });

  test('the next one where a name is empty', async () => {
    const env = { TICKETS_AUTHOR: '', USER: 'from USER' };
    expect(await authorOf(gitProject('from git'), [], env)).toBe('from git');
    expect(await authorOf(gitProject(''), [], env)).toBe('from USER');
  });

  test("git's of the directory, or of the user's own configuration", async () => {
    const project = temporaryProject();
    addItem(project.root);
    project.write('home/.gitconfig', '[user]\n\tname = 山田 花子\n');
    const env = {
      TICKETS_AUTHOR: undefined,
      HOME: `${project.path}/home`,
      XDG_CONFIG_HOME: undefined,
      USER: 'from USER',
    };
    expect(await authorOf(project, [], env)).toBe('山田 花子');
  });

  test('USER where there is no git', async () => {
    const project = gitProject('from git');
    const env = { TICKETS_AUTHOR: undefined, USER: 'from USER', PATH: `${project.path}/no-bin` };
    expect(await authorOf(project, [], env)).toBe('from USER');
  });

  test('somebody even where nothing names anybody', async () => {
    const env = { TICKETS_AUTHOR: undefined, USER: undefined, PATH: '/no-bin' };
    expect(await authorOf(gitProject(), [], env)).toMatch(/^[\w.-]+$/);
  });

  test('the same for every command that writes', async () => {
    const project = gitProject();
    const by = ['--author', 'hare'];
    const { stdout } = await project.run(['new', 'New', '-m', 'x', ...by]);
    const id = stdout.trim();
    for (const args of [
      ['comment', id, '-m', 'x'],
      ['plan', id, '-m', 'x'],
      ['decide', id, '-m', 'x'],
      ['report', id, '-m', 'x'],
      ['review', id, '--approve', '-m', 'x'],
      ['edit', id, '--kind', 'bug'],
      ['status', id, 'pending'],
      ['close', id, '-m', 'x'],
      ['reopen', id, '-m', 'x'],
    ]) {
      expect((await project.run([...args, ...by])).exitCode).toBe(0);
    }
    const { events } = await shownItem(project, id);
    expect(events.map((event) => event.author)).toEqual(Array(10).fill('hare'));
  });
});

test.each([['yoi ticket'], ['hare@example.org'], ['bot/ci-1+2'], ['a: b'], ['Ørjan Ägäräs'], ['山田']])(
  'the author %s reads back as it was',
  async (author) => {
    const project = gitProject();
    expect(await authorOf(project, ['--author', author], {})).toBe(author);
    const { stdout } = await project.run(['log', '--author', author, '--json']);
    expect(JSON.parse(stdout).entries).toHaveLength(1);
  },
);

describe('refused, and nothing is written:', () => {
  const invalid = [
    ...[
      '',
      '  ',
      'a\nb',
      'a\rb',
      'a --> b',
      '<script>',
      'a"b',
      'a\\b',
      '\u001b[31mred',
      'a\u2028b',
      '\u202eevil',
      'x'.repeat(65),
    ],
  ];

  test.each(invalid.map((author) => [author]))('--author %j', async (author) => {
    const project = gitProject('git');
    const before = treeOf(project.root);
    for (const command of [
      ['comment', 'sample-item', '-m', 'x'],
      ['new', 'T', '-m', 'x'],
    ]) {
      const { exitCode, stdout, stderr } = await project.run([...command, '--author', author]);
      expect([exitCode, stdout]).toEqual([1, '']);
      expect(stderr).toMatch(/^error: the author [^\n]*--author[^\n]*\nhint: /);
      expect(stderr).not.toContain('\u001b');
    }
    expect(treeOf(project.root)).toEqual(before);
  });

  test.each([
    ['TICKETS_AUTHOR', 'a --> b', 'x'],
    ['USER', undefined, 'a --> b'],
  ])('%s, and not passed over', async (source, TICKETS_AUTHOR, USER) => {
    const project = gitProject();
    const before = treeOf(project.root);
    const { exitCode, stderr } = await project.run(['comment', 'sample-item', '-m', 'x'], {
      env: { TICKETS_AUTHOR, USER },
    });
    expect([exitCode, stderr]).toEqual([1, expect.stringMatching(new RegExp(`^error: the author .*${source}`))]);
    expect(treeOf(project.root)).toEqual(before);
  });

  test("git's user.name", async () => {
    const project = gitProject('a --> b');
    const before = treeOf(project.root);
    const env = { TICKETS_AUTHOR: undefined, USER: 'x' };
    const { exitCode, stderr } = await project.run(['comment', 'sample-item', '-m', 'x'], { env });
    expect([exitCode, stderr]).toEqual([1, expect.stringMatching(/^error: the author .*user\.name/)]);
    expect(treeOf(project.root)).toEqual(before);
  });
});
