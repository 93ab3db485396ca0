import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findingLines } from '../support/finding-lines.ts';
import { pinnedEnv } from '../support/pinned-env.ts';
import { type TemporaryProject, temporaryProject } from '../support/temporary-project.ts';
import { writeItem } from '../support/write-item.ts';

const A = '20260530-053259-a';
const B = '20260530-053300-b';
const priority = (id: string): string => `work-items/open/${id}/item.md:7 front-matter/unknown-priority`;

/** A repository with two committed items, of which A has a fault. */
function repository() {
  const project = temporaryProject({ git: true });
  const git = (...args: string[]): string =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], {
      cwd: project.path,
      env: pinnedEnv(),
      encoding: 'utf8',
    });
  for (const status of ['open', 'pending', 'closed']) project.write(`work-items/${status}/.gitkeep`, '');
  writeItem(project.root, { id: A, fields: { priority: 'P9' } });
  writeItem(project.root, { id: B });
  git('add', '-A');
  git('commit', '-qm', 'items');
  const edit = (id: string, value: string): void => {
    const path = `work-items/open/${id}/item.md`;
    project.write(path, project.read(path).replace(/priority: .*/, `priority: ${value}`));
  };
  return { ...project, git, edit };
}

const found = async (project: TemporaryProject, ...args: string[]) => {
  const { stdout } = await project.run(['doctor', '--json', ...args]);
  return { findings: findingLines(stdout), items: JSON.parse(stdout).summary.items };
};

describe('doctor --staged', () => {
  it('looks at nothing when nothing is staged', async () => {
    expect(await found(repository(), '--staged')).toEqual({ findings: [], items: 0 });
  });

  it('checks what is staged, whatever the file holds by now', async () => {
    const project = repository();
    project.edit(B, 'P8');
    expect(await found(project, '--staged')).toEqual({ findings: [], items: 0 });
    project.git('add', '-A');
    expect(await found(project, '--staged')).toEqual({ findings: [priority(B)], items: 1 });
    project.edit(B, 'P1');
    expect(await found(project, '--staged')).toEqual({ findings: [priority(B)], items: 1 });
    project.git('add', '-A');
    project.edit(B, 'P8');
    expect(await found(project, '--staged')).toEqual({ findings: [], items: 1 });
  });

  it('lets rules over the whole tree see all of it', async () => {
    const project = repository();
    const path = `work-items/open/${B}/item.md`;
    project.write(path, project.read(path).replace('slug: b', 'slug: a'));
    project.git('add', path);
    rmSync(join(project.root, 'open', A), { recursive: true });
    expect((await found(project, '--staged')).findings.filter((line) => line.includes('slug/duplicate'))).toHaveLength(
      1,
    );
  });

  it('works before the first commit, in a subdirectory, and with the index that a hook is given', async () => {
    const project = temporaryProject({ git: true });
    writeItem(project.root, { id: A, fields: { priority: 'P9' } });
    execFileSync('git', ['add', '-A'], { cwd: project.path, env: pinnedEnv() });
    expect((await found(project, '--staged')).findings).toContain(priority(A));
    mkdirSync(join(project.path, 'src'));
    const { stdout } = await project.run(['doctor', '--json', '--staged'], { cwd: join(project.path, 'src') });
    expect(findingLines(stdout)).toContain(priority(A));
  });

  it('leaves no copy behind', async () => {
    const project = repository();
    project.edit(B, 'P8');
    project.git('add', '-A');
    project.edit(B, 'P1');
    const place = join(project.path, 'tmp');
    mkdirSync(place);
    const run = await project.run(['doctor', '--staged', '--strict'], { env: pinnedEnv({ TMPDIR: place }) });
    expect(run.exitCode).toBe(1);
    expect(execFileSync('ls', ['-A', place], { encoding: 'utf8' })).toBe('');
    expect(tmpdir()).not.toBe(place);
  });

  it('says that it could not check outside of a repository', async () => {
    const run = await temporaryProject().run(['doctor', '--staged']);
    expect(run).toMatchObject({ exitCode: 3, stdout: '' });
    expect(run.stderr).toMatch(/^error: .* is in no git repository\n/);
  });
});

describe('a repository that git cannot read', () => {
  const SCOPES = [['--staged'], ['--since', 'HEAD']];

  it.each(SCOPES)('could not be checked: %s', async (...scope) => {
    const project = repository();
    project.write('.git/HEAD', 'nothing that git knows\n');
    const run = await project.run(['doctor', ...scope]);
    expect(run).toMatchObject({ exitCode: 3, stdout: '' });
    expect(run.stderr).toMatch(/^error: git cannot read the repository in .*: not a git repository/);
  });

  it.each(SCOPES)('nor is the repository around it asked: %s', async (...scope) => {
    const around = repository();
    around.write('inner/.git/description', 'what is left of a repository\n');
    writeItem(join(around.path, 'inner/work-items'), { id: B, fields: { priority: 'P8' } });
    const run = await around.run(['doctor', ...scope], { cwd: join(around.path, 'inner') });
    expect(run).toMatchObject({ exitCode: 3, stdout: '' });
  });

  it.each(SCOPES)('nor is anything said without git: %s', async (...scope) => {
    const run = await repository().run(['doctor', ...scope], { env: { PATH: '/nonexistent' } });
    expect(run).toMatchObject({ exitCode: 3, stdout: '' });
    expect(run.stderr).toContain('git cannot be run');
  });

  it('names the paths of a merge that is not finished', async () => {
    const project = repository();
    project.git('checkout', '-qb', 'topic');
    project.edit(B, 'P0');
    project.git('commit', '-qam', 'topic');
    project.git('checkout', '-q', 'main');
    project.edit(B, 'P1');
    project.git('commit', '-qam', 'main');
    expect(() => project.git('merge', '-q', 'topic')).toThrow();
    const run = await project.run(['doctor', '--staged']);
    expect(run).toMatchObject({ exitCode: 3, stdout: '' });
    expect(run.stderr).toContain(`open/${B}/item.md is unmerged`);
  });
});

describe('doctor --since', () => {
  it('checks what changed since the branch parted: commits, files and untracked ones', async () => {
    const project = repository();
    project.git('checkout', '-qb', 'topic');
    expect(await found(project, '--since', 'main')).toEqual({ findings: [], items: 0 });
    project.edit(B, 'P8');
    expect(await found(project, '--since', 'main')).toEqual({ findings: [priority(B)], items: 1 });
    project.git('commit', '-qam', 'edit');
    writeItem(project.root, { id: '20260530-053301-c', fields: { priority: 'P7' } });
    expect((await found(project, '--since', 'main')).findings).toEqual([priority(B), priority('20260530-053301-c')]);
    // What happens on main is not this branch's.
    project.git('checkout', '-q', 'main');
    project.edit(A, 'P6');
    project.git('commit', '-qam', 'on main');
    project.git('checkout', '-q', 'topic');
    expect((await found(project, '--since', 'main')).findings).toEqual([priority(B), priority('20260530-053301-c')]);
  });

  it('follows a moved item', async () => {
    const project = repository();
    project.git('mv', `work-items/open/${A}`, `work-items/closed/${A}`);
    project.git('commit', '-qm', 'move');
    expect((await found(project, '--since', 'HEAD~1')).findings.some((line) => line.includes(`closed/${A}`))).toBe(
      true,
    );
  });

  it.each(['nope', '--output=x', ''])('%j is no revision: exit code 2', async (revision) => {
    const run = await repository().run(['doctor', `--since=${revision}`]);
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(run.stderr).toContain('is no commit here');
  });

  it('without a common commit it could not check, and says what to fetch', async () => {
    const project = repository();
    project.git('checkout', '-q', '--orphan', 'other');
    project.git('commit', '-qm', 'other');
    const run = await project.run(['doctor', '--since', 'main']);
    expect(run).toMatchObject({ exitCode: 3, stdout: '' });
    expect(run.stderr).toContain('main and HEAD have no common commit');
  });
});
