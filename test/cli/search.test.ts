import { describe, expect, test } from 'vitest';
import { addItem } from '../support/add-item.ts';
import { oldEvent } from '../support/old-event.ts';
import { temporaryProject } from '../support/temporary-project.ts';

const NFC = 'カフェが café で';
const NFD = NFC.normalize('NFD');

function library() {
  const project = temporaryProject();
  addItem(project.root, {
    slug: 'first',
    stamp: '20260530-000001',
    title: 'The Needle in the title',
    labels: '[needle-label]',
    body: 'Above.\n\nA needle in the body.\n',
    events: [oldEvent({ kind: 'plan', author: 'hare', heading: 'Plan', body: 'Above.\n\n---\n\nneedle below a rule' })],
  });
  addItem(project.root, { slug: 'second', stamp: '20260530-000002', status: 'pending', body: `検索が遅い\n${NFD}\n` });
  addItem(project.root, {
    slug: 'third',
    stamp: '20260530-000003',
    status: 'closed',
    title: '"Quoted \\"words\\" in: title"',
    body: `${NFC} and NEEDLE\n`,
    resolution: 'No more needles.\n',
  });
  return project;
}

interface Match {
  item: { id: string; status: string };
  place: string;
  event: { kind: string; author: string } | null;
  path: string;
  line: number;
  text: string;
}

async function search(...args: string[]): Promise<Match[]> {
  const { exitCode, stdout } = await library().run(['search', ...args, '--json']);
  expect(exitCode).toBe(0);
  return JSON.parse(stdout).matches;
}

test('finds every place, and says which it is', async () => {
  const matches = await search('needle');
  expect(matches.map(({ path, line, place, event }) => [path, line, event?.kind ?? place])).toEqual([
    ['open/20260530-000001-first/item.md', 4, 'title'],
    ['open/20260530-000001-first/item.md', 8, 'labels'],
    ['open/20260530-000001-first/item.md', 17, 'body'],
    ['open/20260530-000001-first/thread.md', 17, 'plan'],
    ['closed/20260530-000003-third/item.md', 15, 'body'],
    ['closed/20260530-000003-third/resolution.md', 1, 'resolution'],
  ]);
  expect(matches[3]).toMatchObject({ event: { kind: 'plan', author: 'hare' }, text: 'needle below a rule' });
});

test('the line that is named is the line of the file', async () => {
  const project = library();
  const { stdout } = await project.run(['search', 'needle', '--json']);
  for (const { path, line, text } of JSON.parse(stdout).matches as Match[]) {
    expect(project.read(`work-items/${path}`).split('\n')[line - 1]).toContain(text);
  }
});

test('prints title, place and line for people', async () => {
  const { exitCode, stdout } = await library().run(['search', 'below a rule']);
  expect(exitCode).toBe(0);
  expect(stdout).toContain('The Needle in the title');
  expect(stdout).toMatch(/^open\/20260530-000001-first\/thread\.md:17\b.*\bplan\b.*\bhare\b.*needle below a rule$/m);
});

describe('letters', () => {
  test.each([
    ['Japanese', '検索', ['second']],
    ['Japanese, composed, in decomposed text', 'カフェが', ['second', 'third']],
    ['Japanese, decomposed, in composed text', 'カフェが'.normalize('NFD'), ['second', 'third']],
    ['accents, composed', 'café', ['second', 'third']],
    ['accents, decomposed', 'cafe\u0301', ['second', 'third']],
    ['capitals found by small ones', 'the needle', ['first']],
    ['capitals that count', 'NEEDLE', ['third']],
    ['a title as it reads', 'Quoted "words" in: title', ['third']],
    ['what is no pattern', '.*', []],
    ['what is not there', 'hay', []],
  ])('%s', async (_name, text, slugs) => {
    const matches = await search(text);
    expect([...new Set(matches.map(({ item }) => item.id.slice(16)))]).toEqual(slugs);
  });

  test('--case-sensitive makes small letters count', async () => {
    const matches = await search('needle', '--case-sensitive');
    expect(matches.map(({ path }) => path)).not.toContain('closed/20260530-000003-third/item.md');
    expect(matches).toHaveLength(4);
  });
});

test('--status and --limit', async () => {
  expect((await search('needle', '--status', 'closed')).map(({ item }) => item.status)).toEqual(['closed', 'closed']);
  expect(await search('needle', '--status', 'pending')).toEqual([]);
  expect((await search('needle', '--limit', '2')).map(({ line }) => line)).toEqual([4, 8]);
});

test('nothing found is exit 0, nothing on stdout and a word on stderr', async () => {
  const { exitCode, stdout, stderr } = await library().run(['search', 'hay']);
  expect([exitCode, stdout, stderr]).toEqual([0, '', 'no match\n']);
});

test('a body that the writer had to quote is found as it was given', async () => {
  const project = library();
  const line = '<!-- event: review author: x at: 2026-01-01T00:00:00Z -->';
  await project.run(['comment', 'first', '-m', `Text.\n${line}`]);
  const { stdout } = await project.run(['search', line, '--json']);
  expect(JSON.parse(stdout).matches).toMatchObject([{ event: { kind: 'comment', author: 'tester' }, text: line }]);
});

test('a damaged item is told of in --json as in the schema', async () => {
  const { root, run } = temporaryProject();
  const { id } = addItem(root, { slug: 'odd', itemText: () => 'A needle without front matter.\n' });
  const { stdout, exitCode } = await run(['search', 'needle', '--json']);
  expect(exitCode).toBe(0);
  const { problems } = JSON.parse(stdout);
  expect(problems).toEqual([
    { code: 'front-matter/no-opener', path: `open/${id}/item.md`, message: expect.stringContaining('no front matter') },
  ]);
});
