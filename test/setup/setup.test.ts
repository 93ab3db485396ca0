import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, lstatSync, mkdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addItem } from '../support/add-item.ts';
import { type GitProject, gitIn, gitProject } from '../support/git-project.ts';
import { pinnedEnv } from '../support/pinned-env.ts';
import { runTickets } from '../support/run-tickets.ts';
import { temporaryProject } from '../support/temporary-project.ts';
import { ticketsBin } from '../support/tickets-bin.ts';
import { treeOf } from '../support/tree-of.ts';

const PARTS = [
  '.gitattributes',
  '.git/info/attributes',
  'merge.tickets-thread',
  'merge.tickets-item',
  'merge.tickets-digest',
  '.git/hooks/pre-commit',
  '.gitignore',
];

function repository(): GitProject & { id: string } {
  const project = gitProject();
  for (const status of ['open', 'pending', 'closed']) project.write(`work-items/${status}/.gitkeep`, '');
  const { id } = addItem(project.root);
  project.commit();
  return { ...project, id };
}

async function states(project: GitProject, ...args: string[]): Promise<Record<string, string>> {
  const { stdout } = await project.run(['setup', '--json', ...args]);
  const { parts } = JSON.parse(stdout) as { parts: { name: string; state: string }[] };
  return Object.fromEntries(parts.map(({ name, state }) => [name, state]));
}
const all = (state: string): Record<string, string> => Object.fromEntries(PARTS.map((name) => [name, state]));
const everything = (project: GitProject) => ({
  files: Object.fromEntries(Object.entries(treeOf(project.path)).filter(([path]) => !path.startsWith('.git/objects'))),
});

describe('setup', () => {
  it('makes what is missing, once', async () => {
    const project = repository();
    expect(await states(project, '--check')).toEqual(all('missing'));
    expect((await project.run(['setup', '--check'])).exitCode).toBe(1);
    expect(await states(project)).toEqual(all('made'));
    const once = everything(project);
    expect(await states(project)).toEqual(all('there'));
    expect(everything(project)).toEqual(once);
    expect((await project.run(['setup', '--check'])).exitCode).toBe(0);
  });

  it('--undo takes out what it has put in, to the byte, and leaves the rest', async () => {
    const project = repository();
    project.write('.gitattributes', '*.png binary');
    project.write('.gitignore', 'node_modules/\r\n');
    project.write('.git/hooks/pre-commit', '#!/bin/sh\necho other\n');
    chmodSync(join(project.path, '.git/hooks/pre-commit'), 0o755);
    project.git('config', 'merge.other.driver', 'true');
    const before = everything(project);
    await project.run(['setup']);
    expect(await states(project, '--undo')).toEqual(all('removed'));
    expect(everything(project)).toEqual(before);
    expect(await states(project, '--undo')).toEqual(all('missing'));
  });

  it('gives attributes and drivers to items alone, wherever one asks', async () => {
    const project = repository();
    await project.run(['setup']);
    const merge = (path: string): string =>
      project.git('check-attr', 'merge', '--', path).trim().split(': ').pop() ?? '';
    expect(merge(`work-items/open/${project.id}/thread.md`)).toBe('tickets-thread');
    expect(merge(`work-items/closed/${project.id}/item.md`)).toBe('tickets-item');
    expect(merge(`work-items/open/${project.id}/artifacts/thread.md`)).toBe('unspecified');
    expect(merge('docs/thread.md')).toBe('unspecified');
    // A branch that is older than the attributes has them all the same.
    rmSync(join(project.path, '.gitattributes'));
    expect(merge(`work-items/open/${project.id}/thread.md`)).toBe('tickets-thread');
    expect(project.git('config', 'merge.tickets-thread.driver')).toContain('merge-driver thread %O %A %B %P');
  });

  it('calls this very program: by its name where the PATH has it, else by its path', async () => {
    const project = repository();
    await project.run(['setup']);
    expect(project.git('config', 'merge.tickets-item.driver').trim()).toBe(
      `${process.execPath} ${ticketsBin} merge-driver item %O %A %B %P`,
    );
    mkdirSync(join(project.path, '.git/bin'));
    symlinkSync(ticketsBin, join(project.path, '.git/bin/tickets'));
    const env = pinnedEnv({ PATH: `${join(project.path, '.git/bin')}:${process.env.PATH}` });
    await project.run(['setup'], { env });
    expect(project.git('config', 'merge.tickets-item.driver').trim()).toBe('tickets merge-driver item %O %A %B %P');
    // Another program of that name is not it.
    rmSync(join(project.path, '.git/bin/tickets'));
    project.write('.git/bin/tickets', '#!/bin/sh\nexit 0\n');
    await project.run(['setup'], { env });
    expect(project.git('config', 'merge.tickets-item.driver')).toContain(ticketsBin);
  });

  it('is shared by worktrees, and works in one, in a root of any name, and in a subdirectory', async () => {
    const project = repository();
    project.git('worktree', 'add', '-qb', 'other', join(project.path, 'other tree'));
    const cwd = join(project.path, 'other tree');
    expect((await runTickets(['setup'], { cwd })).exitCode).toBe(0);
    expect(project.git('config', 'merge.tickets-item.name')).not.toBe('');
    expect(existsSync(join(cwd, '.gitattributes'))).toBe(true);
    mkdirSync(join(project.path, 'my items [1]/open'), { recursive: true });
    const run = await project.run(['setup', '--root', 'my items [1]']);
    expect(run.exitCode).toBe(0);
    expect(project.git('check-attr', 'merge', '--', 'my items [1]/open/x/thread.md')).toContain(': tickets-thread');
    expect(project.git('check-ignore', 'my items [1]/.lock', 'my items [1]/.tmp/x').split('\n')).toHaveLength(3);
  });

  it('is exit code 1 outside of git', async () => {
    expect(await temporaryProject().run(['setup'])).toMatchObject({ exitCode: 1, stdout: '' });
  });
});

describe('what others have', () => {
  const given = (project: GitProject, name: string): string => project.git('config', '--get-all', name).trim();

  it('a command of somebody else under the name of a driver is kept, also by --undo', async () => {
    const project = repository();
    project.git('config', 'merge.tickets-thread.driver', 'wrapper %A %O %B');
    project.git('config', 'merge.tickets-item.recursive', 'binary');
    const run = await project.run(['setup']);
    expect(run.exitCode).toBe(1);
    expect(run.stderr).toContain('warning: merge.tickets-thread: it has another command already; `git config merge.');
    expect(await states(project, '--undo')).toMatchObject({ 'merge.tickets-thread': 'missing' });
    expect(given(project, 'merge.tickets-thread.driver')).toBe('wrapper %A %O %B');
    expect(given(project, 'merge.tickets-item.recursive')).toBe('binary');
    expect(project.git('config', '--get-regexp', '^merge').trim().split('\n')).toHaveLength(2);
  });

  it('a name that somebody gave to a driver stays, also after --undo', async () => {
    const project = repository();
    project.git('config', 'merge.tickets-thread.name', 'our logs');
    expect(await states(project)).toEqual(all('made'));
    expect(await states(project, '--check')).toEqual(all('there'));
    expect(await states(project, '--undo')).toEqual(all('removed'));
    expect(project.git('config', '--get-regexp', '^merge').trim()).toBe('merge.tickets-thread.name our logs');
  });

  it('files that were empty are not removed by --undo, and those that it made are', async () => {
    const project = repository();
    project.write('.gitattributes', '');
    project.write('.git/hooks/pre-commit', '#!/bin/sh\n');
    chmodSync(join(project.path, '.git/hooks/pre-commit'), 0o755);
    await project.run(['setup']);
    await project.run(['setup', '--undo']);
    expect(project.read('.gitattributes')).toBe('');
    expect(project.read('.git/hooks/pre-commit')).toBe('#!/bin/sh\n');
    expect(existsSync(join(project.path, '.gitignore'))).toBe(false);
  });

  it('attributes further down that say otherwise are seen, and ours go below them', async () => {
    const project = repository();
    await project.run(['setup']);
    project.write('.git/info/attributes', `${project.read('.git/info/attributes')}*.md merge=union\n`);
    expect(await states(project, '--check')).toMatchObject({ '.git/info/attributes': 'missing' });
    expect(await states(project)).toMatchObject({ '.git/info/attributes': 'made' });
    expect(project.read('.git/info/attributes').startsWith('*.md merge=union\n')).toBe(true);
    const path = `work-items/open/${project.id}/thread.md`;
    expect(project.git('check-attr', 'merge', path)).toContain('merge: tickets-thread');
  });

  it.each([
    ['a link', (path: string) => symlinkSync('elsewhere', path), /is a symbolic link; add these lines to it: /],
    ['a directory', (path: string) => mkdirSync(path), /is no regular file; add these lines to it: /],
    ['no text', (path: string) => writeFileSync(path, Buffer.from([0xff, 10])), /is not valid UTF-8; add these/],
  ])('%s in the place of a file is left alone, and all else is done', async (_name, make, message) => {
    const project = repository();
    make(join(project.path, '.gitattributes'));
    const written = (): number => lstatSync(join(project.path, '.gitattributes')).ctimeMs;
    const before = written();
    const run = await project.run(['setup']);
    expect(run.exitCode).toBe(1);
    expect(run.stderr).toMatch(message);
    expect(run.stdout.match(/^(?:made|refused) /gm)).toEqual([...Array(1).fill('refused '), ...Array(6).fill('made ')]);
    expect(written()).toBe(before);
    expect((await project.run(['setup', '--undo'])).exitCode).toBe(0);
  });
});

describe('the hook', () => {
  const faulty = (project: GitProject & { id: string }): void => {
    const path = `work-items/open/${project.id}/item.md`;
    project.write(path, project.read(path).replace('status: open', 'status: closed'));
    project.git('add', '-A');
  };

  it('refuses a commit with a faulty item, and lets others pass', async () => {
    const project = repository();
    await project.run(['setup']);
    project.git('add', '-A');
    const committer = ['-c', 'user.name=t', '-c', 'user.email=t@example.org'];
    const commit = [...committer, 'commit', '-qm', 'setup'];
    const { stdout, stderr } = spawnSync('git', commit, { cwd: project.path, env: pinnedEnv(), encoding: 'utf8' });
    expect([stdout, stderr]).toEqual(['', '']);
    faulty(project);
    expect(() => project.git('commit', '-qm', 'x')).toThrow('status/differs-from-directory');
    project.git('checkout', '-qf', 'HEAD', '--', 'work-items');
    project.git('commit', '-q', '--allow-empty', '-m', 'x');
    // On a branch without work items it has nothing to check.
    project.git('checkout', '-q', '--orphan', 'other');
    project.git('rm', '-rqf', '.');
    rmSync(project.root, { recursive: true, force: true });
    project.git('commit', '-q', '--allow-empty', '-m', 'x');
  });

  it('goes into one that is there, which runs as before', async () => {
    const project = repository();
    project.write('.git/hooks/pre-commit', '#!/usr/bin/env bash\necho other >> ran\nexit 0\n');
    chmodSync(join(project.path, '.git/hooks/pre-commit'), 0o750);
    await project.run(['setup']);
    expect(statSync(join(project.path, '.git/hooks/pre-commit')).mode & 0o777).toBe(0o750);
    project.git('commit', '-q', '--allow-empty', '-m', 'x');
    expect(project.read('ran')).toBe('other\n');
    faulty(project);
    expect(() => project.git('commit', '-qm', 'x')).toThrow();
    expect(project.read('ran')).toBe('other\n');
  });

  it('goes where core.hooksPath says; into a directory that is committed without a path of this machine', async () => {
    const project = repository();
    project.git('config', 'core.hooksPath', '.githooks');
    expect(await states(project)).toMatchObject({ '.githooks/pre-commit': 'made' });
    const text = project.read('.githooks/pre-commit');
    expect(text).toContain('tickets doctor --staged --quiet --root work-items');
    expect(text).not.toContain(ticketsBin);
    expect(statSync(join(project.path, '.githooks/pre-commit')).mode & 0o111).not.toBe(0);
  });

  it.each([
    ['that is no shell script', '#!/usr/bin/env python3\n', 0o755, 'it is no shell script'],
    ['in a language whose first line names a shell', '#!/usr/bin/python3 /opt/sh/x\n', 0o755, 'it is no shell script'],
    ['in a shell of another sort', '#!/usr/bin/env fish\n', 0o755, 'it is no shell script'],
    ['that git does not run', '#!/bin/sh\n', 0o644, 'it is not executable'],
    ['without a first line that says what it is', 'echo x\n', 0o755, 'it is no shell script'],
  ])('one %s is left alone, and it is told what to do', async (_name, text, mode, message) => {
    const project = repository();
    project.write('.git/hooks/pre-commit', text);
    chmodSync(join(project.path, '.git/hooks/pre-commit'), mode);
    const run = await project.run(['setup']);
    expect(run.exitCode).toBe(1);
    expect(run.stderr).toContain(`warning: .git/hooks/pre-commit: ${message}`);
    expect(project.read('.git/hooks/pre-commit')).toBe(text);
    expect(run.stdout).toContain('refused .git/hooks/pre-commit');
    // All else is done.
    expect(run.stdout.match(/^made /gm)).toHaveLength(6);
  });

  it('is done where somebody has put the line into one by hand, and refused where hooks are switched off', async () => {
    const project = repository();
    project.write('.git/hooks/pre-commit', '#!/usr/bin/env fish\n');
    chmodSync(join(project.path, '.git/hooks/pre-commit'), 0o755);
    const line = /add this line to it: (.*)/.exec((await project.run(['setup'])).stderr)?.[1];
    project.write('.git/hooks/pre-commit', `#!/usr/bin/env fish\n${line}\n`);
    expect((await project.run(['setup', '--check'])).exitCode).toBe(0);
    project.git('config', 'core.hooksPath', '/dev/null');
    const run = await project.run(['setup', '--check']);
    expect(run.exitCode).toBe(1);
    expect(run.stderr).toContain('core.hooksPath leads to no directory, so that git runs no hooks');
  });

  it('of all repositories of a user is left alone', async () => {
    const project = repository();
    const { path } = temporaryProject({ init: false });
    const home = join(path, 'home');
    mkdirSync(join(home, 'hooks'), { recursive: true });
    gitIn(path, 'config', '--file', join(home, '.gitconfig'), 'core.hooksPath', join(home, 'hooks'));
    const run = await project.run(['setup'], { env: { HOME: home, XDG_CONFIG_HOME: home } });
    expect(run.stderr).toContain('core.hooksPath is that of all your repositories');
    expect(existsSync(join(home, 'hooks/pre-commit'))).toBe(false);
  });
});

describe('doctor', () => {
  const warned = async (project: GitProject, env = {}): Promise<boolean> =>
    (await project.run(['doctor', '--json'], { env })).stdout.includes('clone/driver-not-configured');

  it('warns of a clone that lacks the drivers, but not in CI', async () => {
    const project = repository();
    await project.run(['setup']);
    project.commit();
    expect(await warned(project)).toBe(false);
    project.git('config', '--remove-section', 'merge.tickets-thread');
    expect(await warned(project)).toBe(true);
    expect(await warned(project, { CI: 'true' })).toBe(false);
  });

  it('also where the attributes stand in the root, as by hand', async () => {
    const project = repository();
    project.commit({ 'work-items/.gitattributes': '**/thread.md merge=tickets-thread\n' });
    const { stdout } = await project.run(['doctor', '--json']);
    const { findings } = JSON.parse(stdout) as { findings: { rule: string; path: string }[] };
    expect(findings).toMatchObject([{ rule: 'clone/driver-not-configured', path: 'work-items/.gitattributes' }]);
  });
});
