import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { pinnedEnv } from '../support/pinned-env.ts';
import { temporaryProject } from '../support/temporary-project.ts';
import { ticketsBin } from '../support/tickets-bin.ts';
import { writeItem } from '../support/write-item.ts';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const ID = '20260530-053259-slow-search';

/** A repository with tickets among its dependencies, and an item with a wrong status if asked for. */
function project({ faulty }: { faulty: boolean }) {
  const created = temporaryProject({ git: true });
  for (const status of ['open', 'pending', 'closed']) created.write(`work-items/${status}/.gitkeep`, '');
  writeItem(created.root, { id: ID, fields: faulty ? { status: 'closed' } : {} });
  created.write('node_modules/.bin/tickets', `#!/bin/sh\nexec '${process.execPath}' '${ticketsBin}' "$@"\n`);
  chmodSync(join(created.path, 'node_modules/.bin/tickets'), 0o755);
  created.write('.gitignore', 'node_modules/\n');
  const env = pinnedEnv({ PATH: `${join(created.path, 'node_modules/.bin')}:${process.env.PATH}` });
  const shell = (command: string) =>
    spawnSync('/bin/sh', ['-ec', command], { cwd: created.path, env, encoding: 'utf8' });
  shell('git config user.name t && git config user.email t@example.org');
  return { ...created, shell };
}

/** The steps that are ours; the first of each job installs from a registry. */
const ours = (lines: readonly (string | undefined)[]): string[] =>
  lines.filter((line): line is string => line?.startsWith('npx tickets ') ?? false);

describe('CI', () => {
  it.each(['docs/ci/github-actions.yml', 'docs/ci/gitlab-ci.yml', 'docs/ci/pre-commit-config.yaml'])(
    'the README shows %s as it is',
    (path) => {
      expect(read('README.md')).toContain(`(${path})):\n\n\`\`\`yaml\n${read(path)}\`\`\`\n`);
    },
  );

  const steps = parse(read('docs/ci/github-actions.yml')).jobs.doctor.steps as { run?: string }[];
  const jobs = {
    'GitHub Actions': ours(steps.map((step) => step.run)),
    'GitLab CI': ours(parse(read('docs/ci/gitlab-ci.yml'))['work items'].script),
  };

  it.each(Object.entries(jobs))('%s passes a good tree, and fails a faulty one', (_name, commands) => {
    expect(commands).toHaveLength(1);
    const [command = ''] = commands;
    expect(project({ faulty: false }).shell(command)).toMatchObject({ status: 0 });
    expect(project({ faulty: true }).shell(command)).toMatchObject({ status: 1 });
  });

  it('GitHub Actions gets annotations', () => {
    const { stdout } = project({ faulty: true }).shell(jobs['GitHub Actions'][0] ?? '');
    expect(stdout).toMatch(new RegExp(`^::error file=work-items/open/${ID}/item\\.md,line=`, 'm'));
  });

  it('GitLab CI finds the reports that the job names', () => {
    const job = parse(read('docs/ci/gitlab-ci.yml'))['work items'];
    const created = project({ faulty: true });
    created.shell(jobs['GitLab CI'][0] ?? '');
    const { codequality, junit } = job.artifacts.reports;
    expect(JSON.parse(created.read(codequality))[0]).toMatchObject({
      location: { path: `work-items/open/${ID}/item.md` },
    });
    expect(created.read(junit)).toMatch(/^<\?xml/);
  });

  it('pre-commit runs the hook, for the files that matter', () => {
    const [hook] = parse(read('.pre-commit-hooks.yaml'));
    const { repos } = parse(read('docs/ci/pre-commit-config.yaml'));
    expect(repos[0].hooks).toEqual([{ id: hook.id }]);
    const files = new RegExp(hook.files);
    for (const path of [
      `work-items/open/${ID}/item.md`,
      'yoi/work-items/tickets.yml',
      '.yoi/tickets/open/x/thread.md',
    ]) {
      expect(files.test(path)).toBe(true);
    }
    for (const path of ['tickets/x.md', 'TODO.md']) expect(files.test(path)).toBe(true);
    for (const path of ['src/tickets.ts', 'docs/TODO.md.txt', 'README.md']) expect(files.test(path)).toBe(false);
    expect([hook.language, hook.pass_filenames]).toEqual(['node', false]);
    expect(project({ faulty: false }).shell(`git add -A && ${hook.entry}`)).toMatchObject({ status: 0 });
    expect(project({ faulty: true }).shell(`git add -A && ${hook.entry}`)).toMatchObject({ status: 1 });
  });

  it('the hook of git in docs/doctor.md refuses a faulty commit, also one of a part of what is staged', () => {
    const [, script = ''] = /```sh\n(.*?)```/s.exec(read('docs/doctor.md')) ?? [];
    const created = project({ faulty: true });
    expect(created.shell(script)).toMatchObject({ status: 0 });
    expect(created.shell('git add -A && git commit -qm x').status).toBe(1);
    expect(created.shell('git commit -qm x .gitignore').status).toBe(0);
    expect(created.shell('git commit -qm x work-items').status).toBe(1);
    const item = `work-items/open/${ID}/item.md`;
    created.write(item, created.read(item).replace('status: closed', 'status: open'));
    expect(created.shell('git commit -qm x work-items')).toMatchObject({ status: 0 });
  });
});
