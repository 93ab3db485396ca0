import { describe, expect, test } from 'vitest';
import { addItem } from '../support/add-item.ts';
import { oldEvent } from '../support/old-event.ts';
import type { RunResult } from '../support/run-tickets.ts';
import { temporaryProject } from '../support/temporary-project.ts';

/** The one document on stdout; fails for anything beside it. */
function documentOf({ stdout, stderr }: RunResult) {
  expect(stdout.endsWith('\n')).toBe(true);
  expect(stderr).toBe('');
  const document = JSON.parse(stdout);
  expect(document.schemaVersion).toBe(1);
  return document;
}

describe('an answer', () => {
  const AT = '2026-06-01T09:00:00Z';
  const ID = '20260530-053259-sample-item';
  const written = (kind: string) => ({ kind, id: expect.stringMatching(/^[0-9a-f]{16}$/), at: AT, author: 'tester' });
  const open = { id: ID, status: 'open' };

  test.each([
    [['comment', ID, '-m', 'x'], { ...open, event: written('comment') }],
    [['comment', ID, '--role', 'decision', '-m', 'x'], { ...open, event: written('decision') }],
    [['plan', ID, '-m', 'x'], { ...open, event: written('plan') }],
    [['decide', ID, '-m', 'x'], { ...open, event: written('decision') }],
    [['report', ID, '-m', 'x'], { ...open, event: written('implementation_report') }],
    [['review', ID, '--approve', '-m', 'x'], { ...open, event: written('review'), verdict: 'approve' }],
    [['review', ID, '--request-changes', '-m', 'x'], { ...open, event: written('review'), verdict: 'request_changes' }],
    [['status', ID, 'pending'], { id: ID, status: 'pending', from: 'open', event: written('state_changed') }],
    [['status', ID, 'open'], { ...open, from: 'open', event: null }],
    [['close', ID, '-m', 'x'], { id: ID, status: 'closed', from: 'open', event: written('close') }],
    [
      ['edit', ID, '--kind', 'bug', '--add-label', 'x'],
      { ...open, changed: ['kind', 'labels'], event: written('item_edit') },
    ],
    [['edit', ID, '--kind', 'task'], { ...open, changed: [], event: null }],
  ])('to %j', async (args, expected) => {
    const project = temporaryProject();
    addItem(project.root);
    const run = await project.run([...args, '--json']);
    expect(run.exitCode).toBe(0);
    expect(documentOf(run)).toEqual({ schemaVersion: 1, root: project.root, ...expected });
  });

  test('to init, new, reopen and doctor', async () => {
    const project = temporaryProject({ init: false });
    const init = documentOf(await project.run(['init', '--json']));
    expect(init).toEqual({ schemaVersion: 1, root: project.root, made: ['open/', 'pending/', 'closed/'] });
    const id = '20260601-090000-a-title';
    const item = documentOf(await project.run(['--json', 'new', 'A title', '-m', 'x']));
    const fields = { id, slug: 'a-title', title: 'A title', status: 'open', path: `open/${id}` };
    expect(item).toEqual({ schemaVersion: 1, root: project.root, item: fields });
    await project.run(['close', id, '-m', 'x']);
    const reopened = documentOf(await project.run(['reopen', id, '-m', 'x', '--json']));
    expect(reopened).toMatchObject({
      root: project.root,
      id,
      status: 'open',
      from: 'closed',
      event: { author: 'tester' },
    });
    const doctor = await project.run(['doctor', '--json']);
    expect([doctor.exitCode, documentOf(doctor)]).toEqual([
      0,
      {
        schemaVersion: 1,
        root: project.root,
        findings: [],
        summary: expect.objectContaining({ items: 1, errors: 0, warnings: 0, hints: 0, unread: 0 }),
      },
    ]);
  });
});

describe('what is read comes back exactly', () => {
  const TITLE = 'C1 \u009b31m, "quotes", \\ back, 日本語, \u202ebidi';
  function project() {
    const made = temporaryProject();
    const { id } = addItem(made.root, {
      title: TITLE,
      labels: '[a, \'b c\', "d"]',
      assignee: 'hare',
      more: 'workflow_state: "queued" # why\nlist:\n  - 1\n',
      body: '\n\nBody with \u001b[31m and a tab\t.\r\n\n---\n',
      events: [
        oldEvent({
          kind: 'review',
          author: 'yoi ticket',
          more: 'status: approve',
          heading: 'Review: approve',
          body: '日本語 \u0007\n\n---\n\nEnd.\n',
        }),
        '<!-- event: fix author: "a \\"b\\"" at: 2026-05-30T06:00:00Z reason: two words -->\n\nNo heading.\n\n---\n',
      ],
      resolution: 'A resolution without a final newline',
    });
    made.write(`work-items/open/${id}/artifacts/deep/log.txt`, 'x');
    made.write(`work-items/open/${id}/notes.txt`, 'x');
    return made;
  }
  const item = {
    id: '20260530-053259-sample-item',
    slug: 'sample-item',
    title: TITLE,
    status: 'open',
    fieldStatus: 'open',
    kind: 'task',
    priority: 'P2',
    labels: ['a', 'b c', 'd'],
    createdAt: '2026-05-30T05:32:59Z',
    updatedAt: '2026-05-30T05:32:59Z',
    assignee: 'hare',
    legacyTicket: null,
    path: 'open/20260530-053259-sample-item',
    extra: { workflow_state: '"queued" # why', list: expect.stringContaining('- 1') },
    readable: true,
  };

  test('by list', async () => {
    const { run, root } = project();
    const document = documentOf(await run(['list', '--json']));
    expect(document).toMatchObject({ root, items: [item], problems: [] });
    expect(document.items).toHaveLength(1);
  });

  test('by show', async () => {
    const { run } = project();
    const { item: shown } = documentOf(await run(['show', 'sample-item', '--json']));
    expect(shown).toMatchObject({
      ...item,
      body: '\n\n\nBody with \u001b[31m and a tab\t.\r\n\n---\n',
      preamble: '',
      resolution: 'A resolution without a final newline',
      artifacts: ['deep/log.txt'],
      otherFiles: ['notes.txt'],
    });
    expect(shown.events).toHaveLength(3);
    expect(shown.events[1]).toMatchObject({
      kind: 'review',
      author: 'yoi ticket',
      at: '2026-05-30T06:00:00Z',
      verdict: 'approve',
      id: null,
      heading: 'Review: approve',
      body: '日本語 \u0007\n\n---\n\nEnd.\n',
    });
    expect(shown.events[2]).toMatchObject({
      kind: 'fix',
      author: 'a "b"',
      verdict: null,
      heading: null,
      body: 'No heading.',
      attributes: [
        { key: 'event', value: 'fix' },
        { key: 'author', value: 'a "b"' },
        { key: 'at', value: '2026-05-30T06:00:00Z' },
        { key: 'reason', value: 'two words' },
      ],
    });
    const { item: two } = documentOf(await run(['show', 'sample-item', '--json', '--events', '1']));
    expect(two.events.map((event: { kind: string }) => event.kind)).toEqual(['fix']);
  });

  test('by log', async () => {
    const { run } = project();
    const { entries } = documentOf(await run(['log', '--json']));
    expect(entries.map((entry: { event: { kind: string } }) => entry.event.kind)).toEqual(['fix', 'review', 'create']);
    expect(entries[1]).toMatchObject({
      item: { id: item.id, slug: item.slug, title: TITLE, status: 'open' },
      event: { kind: 'review', author: 'yoi ticket', body: '日本語 \u0007\n\n---\n\nEnd.\n' },
    });
  });

  test('by search', async () => {
    const { run } = project();
    const { matches } = documentOf(await run(['search', '日本語', '--json']));
    expect(matches).toMatchObject([
      { place: 'title', event: null, path: `${item.path}/item.md`, line: 4, text: TITLE, item: { id: item.id } },
      {
        place: 'event',
        event: { kind: 'review', author: 'yoi ticket', at: '2026-05-30T06:00:00Z' },
        path: `${item.path}/thread.md`,
        text: '日本語 \u0007',
      },
    ]);
  });

  test('and prints nothing that a terminal acts on', async () => {
    const { run } = project();
    for (const args of [['list'], ['show', 'sample-item'], ['log'], ['search', 'e']]) {
      const { stdout } = await run([...args, '--json']);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
      expect(stdout).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]/);
    }
  });
});

describe('an error', () => {
  test.each([
    [['show', 'missing'], 1, 'not-found'],
    [['show', '2026'], 1, 'ambiguous'],
    [['close', 'done', '-m', 'x'], 1, 'already-closed'],
    [['reopen', 'first', '-m', 'x'], 1, 'not-closed'],
    [['comment', 'first', '-m', ''], 1, 'empty-body'],
    [['comment', 'first', '--file', 'missing'], 1, 'file-system'],
    [['comment', 'first', '-m', 'x', '--author', '-->'], 1, 'invalid-value'],
    [['new', 'T', '-m', 'x', '--slug', 'first'], 1, 'slug-taken'],
    [['edit', 'first', '--slug', 'done'], 1, 'slug-taken'],
    [['new', ''], 1, 'invalid-value'],
    [['edit', 'first'], 1, 'editor'],
    [['list', '--root', 'missing'], 1, 'no-root'],
    [['review', 'first', '-m', 'x'], 2, 'usage'],
    [['list', '--status', 'opne'], 2, 'usage'],
    [['list', '--unknown'], 2, 'usage'],
    [['list', 'too', 'much'], 2, 'usage'],
    [['show'], 2, 'usage'],
    [['show', 'first', '--events', 'x'], 2, 'usage'],
    [['status', 'first', 'done'], 2, 'usage'],
    [['search', ''], 2, 'usage'],
    [['log', '--since', 'whenever'], 2, 'usage'],
    [['unknown'], 2, 'usage'],
    [['unknown', '--unknown'], 2, 'usage'],
    [['help', 'unknown'], 2, 'usage'],
    [['--unknown'], 2, 'usage'],
  ])('of %j is a document too', async (args, exitCode, code) => {
    const project = temporaryProject();
    addItem(project.root, { slug: 'first' });
    addItem(project.root, { slug: 'done', stamp: '20260101-000000', status: 'closed' });
    const run = await project.run([...args, '--json']);
    expect(run.exitCode).toBe(exitCode);
    const document = documentOf(run);
    expect(Object.keys(document).sort()).toEqual(['error', 'schemaVersion']);
    expect(document.error).toMatchObject({ code, message: expect.stringMatching(/./) });
    expect(document.error.hint === null || document.error.hint.length > 0).toBe(true);
    expect(document.error.message).not.toMatch(/^error/);
    const before = await project.run(['--json', ...args]);
    expect([before.exitCode, before.stdout]).toEqual([run.exitCode, run.stdout]);
  });

  test('of the doctor is exit 1 with its findings', async () => {
    const project = temporaryProject();
    const { id, path } = addItem(project.root, { itemText: (text) => text.replace(/^slug: .*\n/m, '') });
    const run = await project.run(['doctor', '--json']);
    expect(run.exitCode).toBe(1);
    const { findings, summary } = documentOf(run);
    expect(summary).toMatchObject({ items: 1, errors: 1, warnings: 0, hints: 0, unread: 0 });
    expect(findings).toEqual([
      expect.objectContaining({
        rule: 'front-matter/missing-key',
        severity: 'error',
        path: `work-items/${path}/item.md`,
        line: null,
        item: id,
        message: "the field 'slug' is missing",
      }),
    ]);
  });

  test('of one item stands beside the others', async () => {
    const project = temporaryProject();
    addItem(project.root, { slug: 'good' });
    const { path } = addItem(project.root, { slug: 'bad', itemText: () => 'No front matter.\n' });
    const run = await project.run(['list', '--json']);
    expect(run.exitCode).toBe(0);
    const { items } = documentOf(run);
    expect(items).toMatchObject([
      { path, readable: false, problems: [{ code: expect.any(String), message: expect.any(String) }] },
      { slug: 'good', readable: true, problems: [] },
    ]);
  });

  test('is not made of `--json` behind `--`', async () => {
    const project = temporaryProject();
    const { exitCode, stdout, stderr } = await project.run(['show', '--', '--json']);
    expect([exitCode, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^error: no work item '--json'/);
  });
});
