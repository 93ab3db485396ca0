import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addItem } from '../support/add-item.ts';
import { type GitProject, gitProject } from '../support/git-project.ts';

const ID = '20260530-053259-sample-item';

/** A repository in which an item was made, edited, closed, moved with its root, and edited again. */
async function repository(): Promise<GitProject> {
  const project = gitProject();
  for (const status of ['open', 'pending', 'closed']) project.write(`work-items/${status}/.gitkeep`, '');
  addItem(project.root, { more: 'risk: low\n' });
  project.commit();
  await project.run(['edit', ID, '--title', 'Another', '--add-label', 'new']);
  project.commit();
  await project.run(['close', ID, '-m', 'Done.']);
  project.commit();
  project.git('mv', 'work-items', 'tmp');
  project.write('.yoi/.keep', '');
  project.git('mv', 'tmp', '.yoi/tickets');
  project.commit();
  const item = `.yoi/tickets/closed/${ID}/item.md`;
  project.write(item, project.read(item).replace('risk: low', 'risk: high').replace('Text of', 'Another text of'));
  project.commit();
  return project;
}

const entriesOf = async (project: GitProject, ...args: string[]) => {
  const { entries } = JSON.parse((await project.run(['history', ID, '--json', ...args])).stdout);
  return entries.map(({ kind, changes }: { kind: string; changes: { field: string; from: string; to: string }[] }) => [
    kind,
    ...changes.map(({ field, from, to }) => `${field}: ${from} → ${to}`),
  ]);
};

describe('history', () => {
  it('tells who changed which field in which commit, across all moves', async () => {
    const project = await repository();
    const [last, closed, edited, created] = await entriesOf(project);
    const body = '## Background\n\nText of the item.';
    expect(last).toEqual(['changed', 'risk: low → high', `body: ${body} → ${body.replace('Text', 'Another text')}`]);
    expect(closed).toEqual(['changed', 'status: open → closed']);
    expect(edited).toEqual(['changed', 'title: Sample item → Another', 'labels: tui, docs → tui, docs, new']);
    expect(created?.[0]).toBe('created');
    expect(await entriesOf(project)).toHaveLength(4);
    expect(await entriesOf(project, '--limit', '1')).toEqual([last]);
    expect(await entriesOf(project, '--rev', 'HEAD~2')).toEqual([closed, edited, created]);
  });

  it('shows it to people', async () => {
    const project = await repository();
    const { stdout } = await project.run(['history', 'sample-item', '--limit', '2']);
    expect(stdout).toMatch(
      /^\S+ {2}t {2}[0-9a-f]{7} {2}A commit\n {2}risk: low → high\n {2}body: 3 → 3 lines\n\n\S+ {2}t {2}[0-9a-f]{7} {2}A commit\n {2}status: open → closed\n$/,
    );
  });

  it('of an item that is gone is found by its whole id', async () => {
    const project = await repository();
    rmSync(join(project.path, '.yoi/tickets/closed', ID), { recursive: true });
    project.commit();
    expect((await entriesOf(project))[0]?.[0]).toBe('deleted');
    expect(await project.run(['history', 'sample-item'])).toMatchObject({ exitCode: 1, stdout: '' });
  });

  it('gives a change to the branch that made it, and to a merge only what it alone has', async () => {
    const project = await repository();
    const item = `.yoi/tickets/closed/${ID}/item.md`;
    const edit = (from: string, to: string): void => project.write(item, project.read(item).replace(from, to));
    project.git('checkout', '-qb', 'topic');
    edit('priority: P2', 'priority: P1');
    project.commit();
    project.git('checkout', '-q', 'main');
    edit('assignee: null', 'assignee: fox');
    project.commit();
    project.git('merge', '-q', '--no-commit', 'topic');
    edit('kind: task', 'kind: bug');
    project.commit();
    expect((await entriesOf(project)).slice(0, 3).sort()).toEqual([
      ['changed', 'assignee: null → fox'],
      ['changed', 'kind: task → bug'],
      ['changed', 'priority: P2 → P1'],
    ]);
  });
});
