import { describe, expect, it } from 'vitest';
import { oldEvent } from '../support/old-event.ts';
import { type TemporaryProject, temporaryProject } from '../support/temporary-project.ts';

const at = (time: string) => ({ env: { TICKETS_NOW: time } });

async function ids(project: TemporaryProject, ...args: string[]): Promise<string[]> {
  const { stdout, exitCode } = await project.run(['list', '--json', ...args], at('2026-07-01T00:00:00Z'));
  expect(exitCode).toBe(0);
  return JSON.parse(stdout).items.map(({ slug }: { slug: string }) => slug);
}

/** Three open items: one asks for a review, one has changes requested, nothing happened to the third. */
async function threeItems(): Promise<TemporaryProject> {
  const project = temporaryProject();
  for (const [slug, hour] of [
    ['asks', '08'],
    ['stuck', '09'],
    ['new', '10'],
  ] as const) {
    await project.run(['new', slug, '--slug', slug, '-m', 'Text.'], at(`2026-06-01T${hour}:00:00Z`));
  }
  await project.run(['report', 'asks', '-m', 'Done.'], at('2026-06-25T08:00:00Z'));
  await project.run(['review', 'stuck', '--request-changes', '-m', 'No.'], at('2026-06-02T08:00:00Z'));
  return project;
}

describe('list by what logs say', () => {
  it('filters and sorts', async () => {
    const project = await threeItems();
    expect(await ids(project, '--waiting', 'review')).toEqual(['asks']);
    expect(await ids(project, '--waiting', 'answer')).toEqual(['stuck']);
    expect(await ids(project, '--verdict', 'request_changes')).toEqual(['stuck']);
    expect(await ids(project, '--verdict', 'none')).toEqual(['asks', 'new']);
    expect(await ids(project, '--idle', '14d')).toEqual(['stuck', 'new']);
    expect(await ids(project, '--verdict', 'request_changes', '--idle', '2026-06-01')).toEqual([]);
    expect(await ids(project, '--sort', 'idle')).toEqual(['asks', 'stuck', 'new']);
    expect(await ids(project, '--sort', 'idle', '--reverse', '--limit', '1')).toEqual(['new']);
    expect(await ids(project, '--sort', 'age')).toEqual(['new', 'stuck', 'asks']);
  });

  it('refuses what it does not know', async () => {
    const { exitCode, stderr } = await temporaryProject().run(['list', '--waiting', 'reviews']);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining("did you mean 'review'?")]);
  });
});

describe('insight', () => {
  it('of an empty tree', async () => {
    const { stdout, exitCode } = await temporaryProject().run(['insight']);
    expect([exitCode, stdout.split('\n')[0]]).toEqual([0, '0 items: 0 open, 0 pending, 0 closed']);
    expect(stdout).toContain('cycle time: median -');
    const { stdout: json } = await temporaryProject().run(['insight', '--json']);
    expect(JSON.parse(json)).toMatchObject({ schemaVersion: 1, throughput: [], waiting: [], problems: [] });
  });

  it('chooses items', async () => {
    const project = await threeItems();
    const count = async (...args: string[]): Promise<number> => {
      const { stdout } = await project.run(['insight', '--json', ...args], at('2026-07-01T00:00:00Z'));
      return JSON.parse(stdout).items.open;
    };
    expect(await count()).toBe(3);
    expect(await count('--since', '14d')).toBe(1);
    expect(await count('--author', 'nobody')).toBe(0);
    expect(await count('--priority', 'P0')).toBe(0);
    expect(await count('--status', 'closed')).toBe(0);
  });

  it('writes CSV, in which no name becomes a formula', async () => {
    const project = await threeItems();
    await project.run(['review', 'asks', '--approve', '-m', 'Yes.', '--author', '@evil'], at('2026-06-26T08:00:00Z'));
    const { stdout } = await project.run(['insight', '--format', 'csv']);
    expect(stdout.split('\r\n')[0]).toBe('section,name,value');
    expect(stdout).toContain("approvals_by,'@evil,1\r\n");
    expect((await project.run(['insight', 'asks', '--format', 'csv'])).stdout).toContain('review,last,approve\r\n');
    expect((await project.run(['insight', '--format', 'csv', '--json'])).exitCode).toBe(2);
    expect((await project.run(['insight', 'asks', '--label', 'x'])).exitCode).toBe(2);
    expect((await project.run(['insight', 'nothing'])).exitCode).toBe(1);
  });

  it('believes no seal that its log does not fit, and folds what is there', async () => {
    const project = await threeItems();
    await project.run(['close', 'new', '-m', 'Done.'], at('2026-06-27T08:00:00Z'));
    const path = 'work-items/closed/20260601-100000-new';
    const look = async () => {
      const { item: _item, ...rest } = JSON.parse((await project.run(['insight', 'new', '--json'])).stdout);
      return rest as { from: string; digest: { outcome: string; watermark: { events: number } } };
    };
    expect(await look()).toMatchObject({ from: 'seal', digest: { outcome: 'closed_without_review' } });
    const log = project.read(`${path}/thread.md`);
    const seal = project.read(`${path}/digest.json`);
    project.write(`${path}/thread.md`, `${log}\n${oldEvent({ kind: 'review', more: 'status: approve' })}`);
    expect(await look()).toMatchObject({ from: 'log', digest: { outcome: 'approved', watermark: { events: 3 } } });
    project.write(`${path}/thread.md`, log.replace('Done.', 'Gone.'));
    expect((await look()).from).toBe('log');
    project.write(`${path}/thread.md`, log);
    expect((await look()).from).toBe('seal');
    for (const other of [seal.replace('without_review', 'after_changes'), '{}', '', seal.replace('-new', '-old')]) {
      project.write(`${path}/digest.json`, other);
      expect(await look()).toMatchObject({ from: 'log', digest: { outcome: 'closed_without_review' } });
    }
  });

  it('shows the ends of a long log, numbered as they are in it', async () => {
    const project = await threeItems();
    const path = 'work-items/open/20260601-100000-new/thread.md';
    const more = Array.from({ length: 400 }, (_, index) => oldEvent({ body: `${index} ${'text '.repeat(80)}` }));
    project.write(path, [project.read(path), ...more].join('\n'));
    const { timeline } = JSON.parse((await project.run(['insight', 'new', '--json'])).stdout);
    expect(timeline.map(({ number }: { number: number }) => number)).toEqual([
      1,
      2,
      3,
      4,
      5,
      ...Array.from({ length: 15 }, (_, index) => 387 + index),
    ]);
    expect((await project.run(['insight', 'new'])).stdout).toContain('… 381 events between');
  });
});
