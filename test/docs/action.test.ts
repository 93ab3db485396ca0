import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { addItem } from '../support/add-item.ts';
import { type GitProject, gitIn, gitProject } from '../support/git-project.ts';
import { needsPackage } from '../support/needs-package.ts';
import { oldEvent } from '../support/old-event.ts';
import { pinnedEnv } from '../support/pinned-env.ts';
import { temporaryProject } from '../support/temporary-project.ts';
import { ticketsBin } from '../support/tickets-bin.ts';

interface Step {
  name: string;
  run: string;
  if?: string;
  env?: Record<string, string>;
}

const action = parse(readFileSync(new URL('../../action.yml', import.meta.url), 'utf8')) as {
  inputs: Record<string, { default: string }>;
  runs: { using: string; steps: Step[] };
};

needsPackage('action beside it');

const ACTION_PATH = dirname(dirname(ticketsBin));

/** Runs the steps of the action in a checkout, as a runner does; what is said of `github` and `inputs` is given. */
function runAction(cwd: string, given: Record<string, string>) {
  const values: Record<string, string> = {
    'github.action_path': ACTION_PATH,
    ...Object.fromEntries(Object.entries(action.inputs).map(([name, input]) => [`inputs.${name}`, input.default])),
    ...given,
  };
  const evaluate = (text: string): string =>
    text.replace(/\$\{\{ ([^}]+) \}\}/g, (_, name: string) => values[name.trim()] ?? '');
  const { path: bin } = temporaryProject({ init: false });
  mkdirSync(join(bin, 'bin'));
  writeFileSync(join(bin, 'bin/npm'), '#!/bin/sh\necho "npm $*"\n');
  chmodSync(join(bin, 'bin/npm'), 0o755);
  return action.runs.steps.map(({ name, run, env = {} }) => {
    const own = Object.fromEntries(Object.entries(env).map(([key, value]) => [key, evaluate(value)]));
    const { status, stdout, stderr } = spawnSync('bash', ['-e', '-o', 'pipefail', '-c', evaluate(run)], {
      cwd,
      env: pinnedEnv({ PATH: `${join(bin, 'bin')}:${process.env.PATH}`, CI: 'true', ...own }),
      encoding: 'utf8',
    });
    return { name, status, stdout, stderr };
  });
}

const THREAD = 'work-items/open/20260530-053259-sample-item/thread.md';

/** A repository with a branch that has a comment, or changes an event, and the checkout of its pull request. */
function pullRequest({ tampered = false, faulty = false, depth = 2 } = {}) {
  const project: GitProject = gitProject();
  for (const status of ['open', 'pending', 'closed']) project.write(`work-items/${status}/.gitkeep`, '');
  addItem(project.root, { updatedAt: '2026-05-30T06:00:00Z', events: [oldEvent()] });
  const before = project.commit();
  project.git('checkout', '-qb', 'topic');
  const text = project.read(THREAD);
  project.write(THREAD, tampered ? text.replace('Text.', 'Another text.') : `${text}\n${oldEvent({ body: 'More.' })}`);
  const item = THREAD.replace('thread', 'item');
  if (faulty) project.write(item, project.read(item).replace('status: open', 'status: closed'));
  const head = project.commit();
  project.git('checkout', '-q', 'main');
  const base = project.commit({ 'README.md': 'x' });
  project.git('merge', '-q', '--no-ff', '--no-edit', 'topic');
  const { path } = temporaryProject({ init: false });
  gitIn(path, 'clone', '-q', '--depth', String(depth), `file://${project.path}`, 'checkout');
  return { project, cwd: join(path, 'checkout'), before, base, head };
}

/** What the event of a pull request says. */
const event = (base: string, head: string) => ({
  'github.event.pull_request.base.sha': base,
  'github.event.pull_request.head.sha': head,
});

describe('the action', () => {
  it('is made of steps that a runner knows', () => {
    expect(action.runs.using).toBe('composite');
    expect(action.runs.steps.map(({ name }) => name)).toEqual(['Install', 'doctor', 'verify']);
    expect(action.runs.steps[2]?.if).toBe(`\${{ !cancelled() }}`);
  });

  it.each([
    ['a good pull request', {}, [0, 0, 0]],
    ['one that changes an event', { tampered: true }, [0, 0, 1]],
    ['one with a faulty item', { faulty: true }, [0, 1, 0]],
    ['one with both', { faulty: true, tampered: true }, [0, 1, 1]],
    ['one of which too little was fetched', { depth: 1 }, [0, 0, 3]],
  ] as const)('%s', (_name, options, statuses) => {
    const { cwd, base, head } = pullRequest(options);
    const steps = runAction(cwd, event(base, head));
    expect(steps.map(({ status }) => status)).toEqual(statuses);
    expect(steps[0]?.stdout).toBe('npm ci --no-audit --no-fund\n');
    if ('tampered' in options) expect(steps[2]?.stdout).toMatch(new RegExp(`^::error file=${THREAD},line=9,`, 'm'));
    if ('depth' in options) expect(steps[2]?.stdout).toMatch(/^::error::.*fetch-depth of 0/);
  });

  it('a checkout of the branch itself is compared with where it parted', () => {
    const { project, base, before, head } = pullRequest({ tampered: true });
    project.git('checkout', '-q', 'topic');
    expect(runAction(project.path, event(base, head))[2]).toMatchObject({ status: 1 });
    project.git('checkout', '-q', before);
    expect(runAction(project.path, event(base, before))[2]).toMatchObject({ status: 0 });
  });

  it('a branch that ends in a merge of its own is no merge of the pull request', () => {
    const { project, base } = pullRequest({ tampered: true });
    project.git('checkout', '-qb', 'side', 'topic');
    project.commit({ 'side.md': 'x' });
    project.git('checkout', '-q', 'topic');
    project.commit({ 'topic.md': 'x' });
    project.git('merge', '-q', '--no-ff', '--no-edit', 'side');
    const head = project.git('rev-parse', 'HEAD').trim();
    expect(runAction(project.path, event(base, head))[2]).toMatchObject({ status: 1 });
  });

  it('a checkout without the pull request, as of its target, does not pass', () => {
    const { project, base, head } = pullRequest({ tampered: true });
    project.git('checkout', '-q', base);
    const [, , step] = runAction(project.path, event(base, head));
    expect(step?.status).toBe(3);
    expect(step?.stdout).toMatch(/^::error::the checkout does not have the last commit of the pull request/);
  });

  it('a push, a merge queue and a given base are compared with what they name', () => {
    const { project, before } = pullRequest({ tampered: true });
    for (const name of ['github.event.before', 'github.event.merge_group.base_sha', 'inputs.base']) {
      expect(runAction(project.path, { [name]: before })[2]).toMatchObject({ status: 1 });
    }
    expect(runAction(project.path, { 'github.event.before': '0'.repeat(40) })[2]).toMatchObject({ status: 3 });
    expect(runAction(project.path, {})[2]).toMatchObject({ status: 3 });
  });

  it('knows another root, and warnings that fail', () => {
    const { project, before } = pullRequest();
    expect(runAction(project.path, { 'inputs.root': 'nowhere', 'github.event.before': before })[1]).toMatchObject({
      status: 3,
    });
    const item = THREAD.replace('thread', 'item');
    project.commit({ [item]: project.read(item).replace('priority: P2', 'priority: soon') });
    const run = (strict: string) => runAction(project.path, { 'inputs.strict': strict, 'github.event.before': before });
    expect([run('false')[1]?.status, run('true')[1]?.status]).toEqual([0, 1]);
  });
});
