import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { addItem } from '../support/add-item.ts';
import { findingLines } from '../support/finding-lines.ts';
import { headerLines } from '../support/header-lines.ts';
import { oldEvent } from '../support/old-event.ts';
import { shownItem } from '../support/shown-item.ts';
import { temporaryProject } from '../support/temporary-project.ts';
import { treeOf } from '../support/tree-of.ts';

const HEADING = 'status\tid\tslug\ttitle\tkind\tpriority\tupdated_at\n';

describe('help', () => {
  test.each([[[]], [['help']], [['--help']], [['-h']]])(
    '%j prints the help and exits 0, without any root',
    async (args) => {
      const project = temporaryProject({ init: false });
      const { exitCode, stdout, stderr } = await project.run(args);
      expect([exitCode, stderr]).toEqual([0, '']);
      expect(stdout).toMatch(/^Usage: tickets /);
      for (const command of ['list', 'show', 'create', 'comment', 'review', 'status', 'close', 'doctor']) {
        expect(stdout).toContain(command);
      }
    },
  );
});

describe('list', () => {
  function severalItems() {
    const project = temporaryProject();
    addItem(project.root, { slug: 'zebra', stamp: '20260530-000002', title: 'Zebra: last of the open' });
    addItem(project.root, {
      slug: 'closed-one',
      stamp: '20260501-000000',
      status: 'closed',
      kind: 'bug',
      priority: 'P0',
    });
    addItem(project.root, { slug: 'aside', stamp: '20260401-000000', status: 'pending', title: '"Quoted: aside"' });
    addItem(project.root, { slug: 'alpha', stamp: '20260530-000001', title: '日本語のタイトル' });
    return project;
  }
  const open =
    'open\t20260530-000001-alpha\talpha\t日本語のタイトル\ttask\tP2\t2026-05-30T00:00:01Z\n' +
    'open\t20260530-000002-zebra\tzebra\tZebra: last of the open\ttask\tP2\t2026-05-30T00:00:02Z\n';
  const pending = 'pending\t20260401-000000-aside\taside\tQuoted: aside\ttask\tP2\t2026-04-01T00:00:00Z\n';
  const closed = 'closed\t20260501-000000-closed-one\tclosed-one\tSample item\tbug\tP0\t2026-05-01T00:00:00Z\n';

  test.each([
    [['list'], open],
    [['list', '--status', 'open'], open],
    [['list', '--status', 'pending'], pending],
    [['list', '--status', 'closed'], closed],
    [['list', '--status', 'all'], open + pending + closed],
    [['list', '--status=all'], open + pending + closed],
  ])('%j prints the exact TSV', async (args, rows) => {
    const { exitCode, stdout, stderr } = await severalItems().run(args);
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toBe(HEADING + rows);
  });

  test('an empty tree prints the heading alone and exits 0', async () => {
    const { exitCode, stdout } = await temporaryProject().run(['list']);
    expect([exitCode, stdout]).toEqual([0, HEADING]);
  });

  test('a tab in a title cannot shift the columns', async () => {
    const project = temporaryProject();
    addItem(project.root, { title: 'One\tcell' });
    const { stdout } = await project.run(['list']);
    expect(stdout.split('\n')[1]?.split('\t')).toHaveLength(7);
  });
});

describe('show', () => {
  test('takes an id or a slug', async () => {
    const project = temporaryProject();
    const { id } = addItem(project.root, { body: '## Background\n\nThe only text of the body.\n' });
    const byId = await project.run(['show', id]);
    const bySlug = await project.run(['show', 'sample-item']);
    expect([byId.exitCode, byId.stderr]).toEqual([0, '']);
    expect(byId.stdout).toContain('The only text of the body.');
    expect(byId.stdout).toContain('Created by tickets.sh create.');
    expect(bySlug).toEqual(byId);
  });

  test('of what is not there is error and exit 1', async () => {
    const { exitCode, stdout, stderr } = await temporaryProject().run(['show', 'nothing']);
    expect([exitCode, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^error: /);
  });
});

describe('create', () => {
  test('prints the id alone and writes an item as the old script did', async () => {
    const project = temporaryProject();
    const { exitCode, stdout, stderr } = await project.run(['create', '--title', 'Tidy: up the "shed"']);
    const id = '20260601-090000-tidy-up-the-shed';
    expect([exitCode, stdout, stderr]).toEqual([0, `${id}\n`, '']);
    expect(readdirSync(`${project.root}/open/${id}`).sort()).toEqual(['artifacts', 'item.md', 'thread.md']);
    expect(project.read(`work-items/open/${id}/item.md`)).toBe(`---
id: ${id}
slug: tidy-up-the-shed
title: 'Tidy: up the "shed"'
status: open
kind: task
priority: P2
labels: []
created_at: 2026-06-01T09:00:00Z
updated_at: 2026-06-01T09:00:00Z
assignee: null
legacy_ticket: null
---

## Background

TBD

## Acceptance criteria

- TBD
`);
    const thread = project.read(`work-items/open/${id}/thread.md`);
    expect(headerLines(thread)).toEqual(['<!-- event: create author: tester at: 2026-06-01T09:00:00Z -->']);
    expect(thread).toMatch(/ -->\n\n## Created\n\n[^\n]+\n\n---\n$/);
  });

  test('takes --slug, --kind, --priority and --label a,b', async () => {
    const project = temporaryProject();
    const options = ['--slug', 'short', '--kind', 'bug', '--priority', 'P0', '--label', 'a,b'];
    const { exitCode, stdout } = await project.run(['create', '--title', 'A long title', ...options]);
    expect([exitCode, stdout]).toEqual([0, '20260601-090000-short\n']);
    const text = project.read('work-items/open/20260601-090000-short/item.md');
    expect(text).toContain(
      '\nslug: short\ntitle: A long title\nstatus: open\nkind: bug\npriority: P0\nlabels: [a, b]\n',
    );
  });

  test('brings a slug into form, as the old script did', async () => {
    const { stdout } = await temporaryProject().run(['create', '--title', 'T', '--slug', 'Some Slug!']);
    expect(stdout).toBe('20260601-090000-some-slug\n');
  });

  test('leaves standard input to the loop that it stands in', async () => {
    const project = temporaryProject();
    const { exitCode, stdout } = await project.run(['create', '--title', 'In a loop'], { input: 'the next line\n' });
    expect(exitCode).toBe(0);
    expect((await shownItem(project, stdout.trim())).body).not.toContain('the next line');
  });

  test('without a title is an error', async () => {
    const project = temporaryProject();
    const { exitCode, stdout, stderr } = await project.run(['create', '--kind', 'bug']);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^error: /);
    expect(readdirSync(`${project.root}/open`)).toEqual([]);
  });
});

describe('comment', () => {
  const roles: [string[], string, string][] = [
    [[], 'comment', 'Comment'],
    [['--role', 'comment'], 'comment', 'Comment'],
    [['--role', 'plan'], 'plan', 'Plan'],
    [['--role', 'decision'], 'decision', 'Decision'],
    [['--role', 'implementation_report'], 'implementation_report', 'Implementation report'],
  ];

  test.each(roles)('%j appends the event from standard input, with nothing on stdout', async (args, kind, heading) => {
    const project = temporaryProject();
    const { id, path } = addItem(project.root);
    const before = project.read(`work-items/${path}/thread.md`);
    const { exitCode, stdout } = await project.run(['comment', id, ...args], { input: 'Some text.\n\nMore.\n' });
    expect([exitCode, stdout]).toEqual([0, '']);
    const added = project.read(`work-items/${path}/thread.md`).slice(before.length);
    expect(added.replace(/ id: [0-9a-f]{16} /, ' ')).toBe(
      `\n<!-- event: ${kind} author: tester at: 2026-06-01T09:00:00Z -->\n\n## ${heading}\n\nSome text.\n\nMore.\n\n---\n`,
    );
    expect(project.read(`work-items/${path}/item.md`)).toMatch(/\nupdated_at: 2026-06-01T09:00:00Z\n/);
  });

  test('takes --author and --file, relative to the current directory', async () => {
    const project = temporaryProject();
    const { path } = addItem(project.root);
    project.write('docs/notes.md', 'From a file.\n');
    const args = ['comment', 'sample-item', '--role', 'plan', '--author', 'yoi ticket', '--file', 'notes.md'];
    const { exitCode, stdout } = await project.run(args, { cwd: `${project.path}/docs`, input: 'not this' });
    expect([exitCode, stdout]).toEqual([0, '']);
    const thread = project.read(`work-items/${path}/thread.md`);
    expect(headerLines(thread).at(-1)).toBe('<!-- event: plan author: "yoi ticket" at: 2026-06-01T09:00:00Z -->');
    expect(thread).toContain('## Plan\n\nFrom a file.\n');
    expect(thread).not.toContain('not this');
  });
});

describe('review', () => {
  test.each([
    ['--approve', 'approve', 'Review: approve'],
    ['--request-changes', 'request_changes', 'Review: request changes'],
  ])('%s from standard input and from a file, with nothing on stdout', async (option, verdict, heading) => {
    const project = temporaryProject();
    const { id, path } = addItem(project.root);
    project.write('review.md', 'From a file.\n');
    const piped = await project.run(['review', id, option], { input: 'From a pipe.\n' });
    const filed = await project.run(['review', id, option, '--author', 'hare', '--file', 'review.md']);
    expect([piped.exitCode, piped.stdout, filed.exitCode, filed.stdout]).toEqual([0, '', 0, '']);
    const thread = project.read(`work-items/${path}/thread.md`);
    expect(headerLines(thread).slice(1)).toEqual([
      `<!-- event: review author: tester at: 2026-06-01T09:00:00Z status: ${verdict} -->`,
      `<!-- event: review author: hare at: 2026-06-01T09:00:00Z status: ${verdict} -->`,
    ]);
    expect(thread).toContain(`## ${heading}\n\nFrom a pipe.\n\n---\n`);
    expect(thread).toContain(`## ${heading}\n\nFrom a file.\n\n---\n`);
  });
});

describe('status', () => {
  test.each([['open'], ['pending'], ['closed']])('%s moves the item and prints nothing on stdout', async (to) => {
    const project = temporaryProject();
    const { id } = addItem(project.root, { status: to === 'pending' ? 'open' : 'pending' });
    const { exitCode, stdout } = await project.run(['status', 'sample-item', to]);
    expect([exitCode, stdout]).toEqual([0, '']);
    expect(project.read(`work-items/${to}/${id}/item.md`)).toContain(`\nstatus: ${to}\n`);
    expect(readdirSync(`${project.root}/${to === 'pending' ? 'open' : 'pending'}`)).toEqual([]);
  });

  test('of another name is refused', async () => {
    const project = temporaryProject();
    const { id } = addItem(project.root);
    const before = treeOf(project.path);
    const { exitCode, stderr } = await project.run(['status', id, 'done']);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^error: /);
    expect(treeOf(project.path)).toEqual(before);
  });
});

describe('close', () => {
  test.each([
    ['--resolution', ['--resolution', 'Fixed.'], 'Fixed.'],
    ['--file', ['--file', 'resolution.md'], 'From the file.\n\nAll of it.'],
    ['neither', [], 'Closed.'],
  ])('with %s moves the item and prints nothing on stdout', async (_name, options, resolution) => {
    const project = temporaryProject();
    const { id } = addItem(project.root);
    project.write('resolution.md', 'From the file.\n\nAll of it.\n');
    const { exitCode, stdout } = await project.run(['close', 'sample-item', ...options]);
    expect([exitCode, stdout]).toEqual([0, '']);
    expect(readdirSync(`${project.root}/open`)).toEqual([]);
    const path = `work-items/closed/${id}`;
    expect(project.read(`${path}/resolution.md`)).toBe(`${resolution}\n`);
    expect(project.read(`${path}/item.md`)).toContain('\nstatus: closed\n');
    const thread = project.read(`${path}/thread.md`);
    expect(headerLines(thread).at(-1)).toBe(
      '<!-- event: close author: tester at: 2026-06-01T09:00:00Z status: closed -->',
    );
    expect(thread.endsWith(`## Closed\n\n${resolution}\n\n---\n`)).toBe(true);
  });
});

describe('doctor', () => {
  test('prints `doctor: ok` and exits 0', async () => {
    const project = temporaryProject();
    addItem(project.root);
    addItem(project.root, {
      slug: 'done',
      stamp: '20260101-000000',
      status: 'closed',
      updatedAt: '2026-01-02T00:00:00Z',
      events: [
        oldEvent({
          kind: 'close',
          at: '2026-01-02T00:00:00Z',
          more: 'status: closed',
          heading: 'Closed',
          body: 'Done.',
        }),
      ],
      resolution: 'Done.\n',
    });
    // What the script closed has no seal yet, which is no fault.
    const first = await project.run(['doctor']);
    expect([first.exitCode, first.stdout]).toEqual([0, expect.stringMatching(/^doctor: ok$/m)]);
    await project.run(['doctor', '--fix']);
    const { exitCode, stdout } = await project.run(['doctor']);
    expect([exitCode, stdout]).toEqual([0, 'doctor: ok\n']);
    expect(await project.run(['doctor', '--quiet'])).toEqual({ exitCode: 0, stdout: '', stderr: '' });
  });

  test('a clone without pending/ is not broken', async () => {
    const project = temporaryProject({ init: false });
    addItem(project.root);
    const { exitCode, stdout } = await project.run(['doctor']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^doctor: ok$/m);
    expect(findingLines((await project.run(['doctor', '--json'])).stdout)).toEqual([
      'work-items/closed layout/missing-status-directory',
      'work-items/pending layout/missing-status-directory',
    ]);
  });

  test.each([
    [
      'a missing field',
      { itemText: (text: string) => text.replace(/^slug: .*\n/m, '') },
      ['item.md front-matter/missing-key'],
    ],
    [
      'a status that is not the directory',
      { itemText: (text: string) => text.replace('status: open', 'status: closed') },
      ['item.md:5 status/differs-from-directory'],
    ],
    [
      'an id that is not the directory',
      { itemText: (text: string) => text.replace(/^id: .*$/m, 'id: 20260101-000000-x') },
      ['item.md:2 id/differs-from-directory'],
    ],
    ['no front matter', { itemText: () => 'Just text.\n' }, ['item.md:1 front-matter/no-opener']],
  ])('%s is named, and exits 1', async (_name, item, found) => {
    const project = temporaryProject();
    const { path } = addItem(project.root, item);
    const { exitCode, stdout } = await project.run(['doctor']);
    expect(exitCode).toBe(1);
    expect(stdout).not.toContain('doctor: ok');
    expect(stdout).toContain(`${path}/item.md`);
    const json = await project.run(['doctor', '--json']);
    expect(findingLines(json.stdout)).toEqual(found.map((finding) => `work-items/${path}/${finding}`));
  });

  test('a file of the tracker before exits 1', async () => {
    const project = temporaryProject();
    addItem(project.root);
    project.write('tickets/left.md', '# Left\n');
    const { exitCode, stdout } = await project.run(['doctor']);
    expect(exitCode).toBe(1);
    expect(stdout).not.toContain('doctor: ok');
    expect(findingLines((await project.run(['doctor', '--json'])).stdout)).toEqual([
      'tickets/left.md migration/legacy-ticket-file',
    ]);
  });

  test('a TODO.md that points at the tracker before exits 1', async () => {
    const project = temporaryProject();
    addItem(project.root);
    project.write('TODO.md', '- Left → [tickets/left.md](tickets/left.md)\n');
    const { exitCode, stdout } = await project.run(['doctor']);
    expect(exitCode).toBe(1);
    expect(stdout).not.toContain('doctor: ok');
    expect(findingLines((await project.run(['doctor', '--json'])).stdout)).toEqual([
      'TODO.md:1 migration/todo-reference',
    ]);
  });

  test('two items with one id or one slug exit 1', async () => {
    const project = temporaryProject();
    addItem(project.root);
    const { id } = addItem(project.root, { status: 'closed' });
    const sameId = await project.run(['doctor', '--json']);
    expect(sameId.exitCode).toBe(1);
    expect(findingLines(sameId.stdout)).toEqual([
      `work-items/closed/${id} layout/two-status-directories`,
      `work-items/closed/${id}/digest.json digest/missing-seal`,
      `work-items/closed/${id}/resolution.md closed/no-resolution`,
      `work-items/closed/${id}/thread.md closed/no-close-event`,
      `work-items/open/${id} layout/two-status-directories`,
    ]);
    const other = temporaryProject();
    addItem(other.root);
    addItem(other.root, {
      slug: 'another',
      stamp: '20260101-000000',
      itemText: (text) => text.replace(/^slug: .*$/m, 'slug: sample-item'),
    });
    const sameSlug = await other.run(['doctor', '--json']);
    expect(sameSlug.exitCode).toBe(1);
    expect(findingLines(sameSlug.stdout)).toEqual([
      'work-items/open/20260101-000000-another/item.md:3 id/differs-from-slug',
      'work-items/open/20260101-000000-another/item.md:3 slug/duplicate',
      'work-items/open/20260530-053259-sample-item/item.md:3 slug/duplicate',
    ]);
  });
});

test('WORK_ITEMS_DIR names the root, relative to the current directory', async () => {
  const project = temporaryProject({ init: false });
  const { id } = addItem(`${project.path}/docs/items`);
  addItem(project.root, { slug: 'elsewhere' });
  const env = { WORK_ITEMS_DIR: 'items' };
  const { exitCode, stdout } = await project.run(['list'], { cwd: `${project.path}/docs`, env });
  expect(exitCode).toBe(0);
  expect(stdout).toBe(`${HEADING}open\t${id}\tsample-item\tSample item\ttask\tP2\t2026-05-30T05:32:59Z\n`);
});
