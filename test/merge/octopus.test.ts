import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseThread } from '../../src/format/thread.ts';
import type { Tickets } from '../../src/index.ts';
import { type MergeProject, mergeProject } from '../support/merge-project.ts';
import { runTickets } from '../support/run-tickets.ts';

const A = '20260601-090000-slow-search';
const B = '20260601-090001-broken-pipe';

type Step = (tickets: Tickets, project: MergeProject) => Promise<unknown>;

/** A project with two items, and branches `b1`, `b2`, … beside `main`, on each of which one thing was done. */
async function fanned(drivers: boolean, ...steps: Step[]): Promise<MergeProject> {
  const project = mergeProject({ drivers });
  await (await project.tickets('ann', 0)).create({ title: 'Slow search', body: 'It is slow.' });
  await (await project.tickets('ann', 1)).create({ title: 'Broken pipe', body: 'It breaks.' });
  project.commit('items');
  for (const [index, step] of steps.entries()) {
    project.must('checkout', '--quiet', '-b', `b${index + 1}`, 'main');
    await step(await project.tickets(`author ${index + 1}`, 10 + index), project);
    project.commit(`step ${index + 1}`);
  }
  project.must('checkout', '--quiet', 'main');
  return project;
}

const comment =
  (id: string, text: string): Step =>
  (tickets) =>
    tickets.comment(id, text);
const bodies = (project: MergeProject, id: string, status = 'open'): string[] =>
  parseThread(project.read(`work-items/${status}/${id}/thread.md`), id)
    .events.map(({ body }) => body)
    .slice(1);
const parents = (project: MergeProject): number =>
  project.must('rev-list', '--parents', '-1', 'HEAD').trim().split(' ').length - 1;

/** Verify, with each parent of the last commit as the base. */
async function verified(project: MergeProject): Promise<(number | null)[]> {
  const bases = Array.from({ length: parents(project) }, (_, index) => `HEAD^${index + 1}`);
  const runs = bases.map((base) => runTickets(['verify', '--base', base], { cwd: project.path }));
  return (await Promise.all(runs)).map(({ exitCode }) => exitCode);
}

describe.each([true, false])('an octopus, with drivers: %s', (drivers) => {
  it('of which a log is in conflict, and item.md is that of the last branch', async () => {
    const project = await fanned(
      drivers,
      async (tickets, own) => {
        await tickets.comment(A, 'One.');
        own.must('checkout', 'main', '--', `work-items/open/${A}/item.md`);
      },
      comment(B, 'Two.'),
      comment(A, 'Three.'),
    );
    project.git('merge', '--no-edit', 'b1', 'b2', 'b3');
    expect(project.resolve().conflicts).toEqual([]);
    expect(bodies(project, A)).toEqual(['One.', 'Three.']);
    expect(project.must('ls-files', '-u')).toBe('');
    expect(project.resolve()).toMatchObject({ files: [], conflicts: [] });
  });

  it('that conflicts before its last branch is given up by git; one after the other goes', async () => {
    const project = await fanned(drivers, comment(A, 'One.'), comment(A, 'Two.'), comment(A, 'Three.'));
    const before = project.must('rev-parse', 'HEAD');
    expect(project.git('merge', '--no-edit', 'b1', 'b2', 'b3').status).toBe(2);
    expect(project.must('status', '--porcelain')).toBe('');
    expect(project.must('rev-parse', 'HEAD')).toBe(before);
    expect(project.resolve()).toMatchObject({ operation: 'none', files: [], conflicts: [] });
    for (const branch of ['b1', 'b2', 'b3']) {
      if (project.git('merge', '--no-ff', '--no-edit', branch).status === 0) continue;
      expect(project.resolve().conflicts).toEqual([]);
      project.must('commit', '--quiet', '--no-edit');
    }
    expect(bodies(project, A)).toEqual(['One.', 'Two.', 'Three.']);
    const run = await runTickets(['verify', '--base', before.trim()], { cwd: project.path });
    expect(run.exitCode).toBe(0);
    expect(run.stderr).toContain('3 merges between them');
  });

  it('of which the last branch alone conflicts is settled, and has all parents', async () => {
    const project = await fanned(drivers, comment(A, 'One.'), comment(B, 'Two.'), (tickets) =>
      tickets.close(A, 'Done.'),
    );
    expect(project.git('merge', '--no-edit', 'b1', 'b2', 'b3').status).toBe(1);
    expect(project.resolve().conflicts).toEqual([]);
    expect(project.resolve()).toMatchObject({ files: [], conflicts: [] });
    project.must('commit', '--quiet', '--no-edit');
    expect(parents(project)).toBe(3);
    expect(bodies(project, A, 'closed')).toEqual(['One.', 'Done.']);
    expect(bodies(project, B)).toEqual(['Two.']);
    expect(project.findings()).toEqual([]);
    expect(await verified(project)).toEqual([0, 0, 0]);
  });

  it('with two titles leaves a conflict about the title alone', async () => {
    const project = await fanned(
      drivers,
      (tickets) => tickets.edit(A, { title: 'By one' }),
      comment(B, 'Two.'),
      (tickets) => tickets.edit(A, { title: 'By three', priority: 'P0' }),
    );
    expect(project.git('merge', '--no-edit', 'b1', 'b2', 'b3').status).toBe(1);
    const { conflicts } = project.resolve();
    expect(conflicts).toMatchObject([{ item: A, field: 'title', ours: 'By one', theirs: 'By three' }]);
    expect(project.git('commit', '--quiet', '--no-edit').status).not.toBe(0);
    expect(project.read(`work-items/open/${A}/item.md`)).toContain('\npriority: P0\n');
    expect(bodies(project, B)).toEqual(['Two.']);
  });

  it('that went through leaves a file where its item was: resolve puts it right', async () => {
    const project = await fanned(
      drivers,
      (tickets) => tickets.close(A, 'Done.'),
      comment(B, 'Two.'),
      async (_tickets, { write }) => write(`work-items/open/${A}/artifacts/trace.txt`, 'slow\n'),
    );
    project.must('merge', '--quiet', '--no-edit', 'b1', 'b2', 'b3');
    expect(existsSync(join(project.root, 'open', A, 'artifacts/trace.txt'))).toBe(true);
    expect(project.resolve().conflicts).toEqual([]);
    project.must('commit', '--quiet', '--amend', '--no-edit');
    expect(parents(project)).toBe(3);
    expect(project.read(`work-items/closed/${A}/artifacts/trace.txt`)).toBe('slow\n');
    expect(existsSync(join(project.root, 'open', A))).toBe(false);
    expect(project.findings()).toEqual([]);
    expect(await verified(project)).toEqual([0, 0, 0]);
  });
});
