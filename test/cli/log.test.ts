import { describe, expect, test } from 'vitest';
import { addItem } from '../support/add-item.ts';
import { oldEvent } from '../support/old-event.ts';
import { temporaryProject } from '../support/temporary-project.ts';

/** Events of three items, several of them in one second. The clock says 2026-06-01T09:00:00Z. */
function history() {
  const project = temporaryProject();
  addItem(project.root, {
    slug: 'first',
    stamp: '20260501-000000',
    events: [
      oldEvent({ kind: 'plan', author: 'hare', at: '2026-05-30T12:00:00Z', heading: 'Plan', body: 'One.' }),
      oldEvent({ kind: 'comment', author: 'yoi ticket', at: '2026-05-30T12:00:00Z', body: 'Two.' }),
      oldEvent({ kind: 'comment', author: 'hare', at: '2026-05-30T12:00:00Z', body: 'Three.' }),
    ],
  });
  addItem(project.root, {
    slug: 'second',
    stamp: '20260502-000000',
    status: 'closed',
    events: [
      oldEvent({
        kind: 'review',
        author: 'hare',
        at: '2026-05-31T08:59:59Z',
        more: 'status: approve',
        heading: 'Review: approve',
        body: '# A heading\n\n- Fine.\tReally.',
      }),
      oldEvent({ kind: 'close', author: 'boss', at: '2026-06-01T08:00:00Z', heading: 'Closed', body: 'Done.' }),
    ],
  });
  addItem(project.root, { slug: 'third', stamp: '20260503-000000', status: 'pending' });
  return project;
}

/** The events that a call gives, each by its kind and item. */
async function log(...args: string[]): Promise<string[]> {
  const { exitCode, stdout } = await history().run(['log', ...args, '--json']);
  expect(exitCode).toBe(0);
  const { entries } = JSON.parse(stdout) as {
    entries: { event: { kind: string; body: string }; item: { slug: string } }[];
  };
  return entries.map(({ event, item }) => `${item.slug} ${event.kind} ${event.body.split('.')[0]}`);
}

const ALL = [
  'second close Done',
  'second review # A heading\n\n- Fine',
  'first comment Three',
  'first comment Two',
  'first plan One',
  'third create Created by tickets',
  'second create Created by tickets',
  'first create Created by tickets',
];

test('gives the events of all items, newest first, and in one second the last in the file first', async () => {
  expect(await log()).toEqual(ALL);
});

describe('--since', () => {
  test.each([
    ['2026-05-31', 2],
    ['2026-05-31T08:59:59Z', 2],
    ['2026-05-31T09:00:00Z', 1],
    ['2026-05-31T17:59:59+09:00', 2],
    ['1d', 1],
    ['24h', 1],
    ['25h', 2],
    ['today', 1],
    ['yesterday', 2],
    ['2d', 5],
    ['1w', 5],
    ['5w', 8],
    ['2027-01-01', 0],
  ])('%s', async (since, count) => {
    expect(await log('--since', since)).toEqual(ALL.slice(0, count));
  });
});

test.each([
  [
    ['--author', 'hare'],
    [1, 2, 4],
  ],
  [['--author', 'yoi ticket'], [3]],
  [['--author', 'yoi'], []],
  [
    ['--kind', 'comment'],
    [2, 3],
  ],
  [['--kind', 'review'], [1]],
  [
    ['--kind', 'create', '--limit', '2'],
    [5, 6],
  ],
  [
    ['--limit', '3'],
    [0, 1, 2],
  ],
  [['--limit', '0'], []],
  [['--kind', 'comment', '--author', 'hare'], [2]],
  [['--author', 'hare', '--since', '2026-05-31'], [1]],
])('%j', async (args, expected) => {
  expect(await log(...args)).toEqual(expected.map((index) => ALL[index]));
});

test('prints one line an event, tab-separated, in a pipe', async () => {
  const { exitCode, stdout, stderr } = await history().run(['log', '--limit', '3']);
  expect([exitCode, stderr]).toEqual([0, '']);
  expect(stdout).toBe(
    'at\tkind\tauthor\tid\tslug\ttext\n' +
      '2026-06-01T08:00:00Z\tclose\tboss\t20260502-000000-second\tsecond\tDone.\n' +
      '2026-05-31T08:59:59Z\treview: approve\thare\t20260502-000000-second\tsecond\t- Fine.\\tReally.\n' +
      '2026-05-30T12:00:00Z\tcomment\thare\t20260501-000000-first\tfirst\tThree.\n',
  );
});

test('an event without a readable time comes last, and is not lost', async () => {
  const project = history();
  const odd = [oldEvent({ at: 'sometime', body: 'Odd.' }), '<!-- event: comment -->\n\nBare.\n'];
  addItem(project.root, { slug: 'odd', stamp: '20260504-000000', events: odd });
  const { stdout } = await project.run(['log', '--json']);
  const bodies = JSON.parse(stdout).entries.map(({ event }: { event: { body: string } }) => event.body);
  expect(bodies).toHaveLength(11);
  expect(bodies.slice(-2)).toEqual(['Bare.', 'Odd.']);
});
