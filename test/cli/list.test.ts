import { describe, expect, test } from 'vitest';
import { addItem } from '../support/add-item.ts';
import { oldEvent } from '../support/old-event.ts';
import { temporaryProject } from '../support/temporary-project.ts';

function shelf() {
  const project = temporaryProject();
  addItem(project.root, {
    slug: 'b',
    stamp: '20260501-000000',
    title: 'Zebra',
    kind: 'bug',
    priority: 'P1',
    labels: '[docs, cli]',
    assignee: 'hare',
    updatedAt: '2026-05-03T00:00:00Z',
  });
  addItem(project.root, {
    slug: 'a',
    stamp: '20260502-000000',
    title: 'Apple',
    labels: '["docs"]',
    priority: 'P3',
    updatedAt: '2026-05-02T00:00:00Z',
    events: [oldEvent({ author: 'yoi ticket' })],
  });
  addItem(project.root, { slug: 'c', stamp: '20260401-000000', title: 'Mango', status: 'pending', labels: '[]' });
  addItem(project.root, {
    slug: 'd',
    stamp: '20260301-000000',
    title: 'Berry',
    kind: 'feature',
    priority: 'P0',
    status: 'closed',
    labels: '[cli]',
    assignee: '"山田"',
    updatedAt: '2026-06-01T00:00:00Z',
  });
  return project;
}

/** The slugs that a call lists, one letter each. */
async function slugs(...args: string[]): Promise<string> {
  const { exitCode, stdout } = await shelf().run(['list', ...args]);
  expect(exitCode).toBe(0);
  return stdout
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((row) => row.split('\t')[2])
    .join('');
}

describe('a filter', () => {
  test.each([
    [[], 'ba'],
    [['--status', 'all'], 'bacd'],
    [['--label', 'docs'], 'ba'],
    [['--label', 'docs', '--label', 'cli'], 'b'],
    [['--label', 'cli', '--status', 'all'], 'bd'],
    [['--label', 'do'], ''],
    [['--kind', 'bug'], 'b'],
    [['--kind', 'feature', '--status', 'all'], 'd'],
    [['--priority', 'P3'], 'a'],
    [['--assignee', 'hare'], 'b'],
    [['--assignee', 'none'], 'a'],
    [['--assignee', '山田', '--status', 'closed'], 'd'],
    [['--author', 'yoi ticket'], 'a'],
    [['--author', 'tickets.sh', '--status', 'all'], 'bacd'],
    [['--author', 'nobody', '--status', 'all'], ''],
    [['--kind', 'task', '--label', 'docs', '--status', 'all'], 'a'],
  ])('%j', async (args, expected) => {
    expect(await slugs(...args)).toBe(expected);
  });
});

describe('an order', () => {
  test.each([
    [['--sort', 'id'], 'dcba'],
    [['--sort', 'created'], 'dcba'],
    [['--sort', 'updated'], 'cabd'],
    [['--sort', 'priority'], 'dbca'],
    [['--sort', 'title'], 'adcb'],
    [['--sort', 'kind'], 'bdca'],
    [['--sort', 'slug'], 'abcd'],
    [['--sort', 'status'], 'bacd'],
    [['--reverse'], 'dcab'],
    [['--sort', 'updated', '--reverse', '--limit', '2'], 'db'],
    [['--limit', '3'], 'bac'],
    [['--limit', '0'], ''],
    [['--limit', '99'], 'bacd'],
  ])('%j', async (args, expected) => {
    expect(await slugs('--status', 'all', ...args)).toBe(expected);
  });
});

test('`ls` is the same', async () => {
  const project = shelf();
  expect(await project.run(['ls', '--status', 'all'])).toEqual(await project.run(['list', '--status', 'all']));
});
