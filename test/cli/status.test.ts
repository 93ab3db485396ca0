import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { addItem } from '../support/add-item.ts';
import { changedLines } from '../support/changed-lines.ts';
import { headerLines } from '../support/header-lines.ts';
import { shownItem } from '../support/shown-item.ts';
import { temporaryProject } from '../support/temporary-project.ts';
import { treeOf } from '../support/tree-of.ts';

const AT = 'author: tester at: 2026-06-01T09:00:00Z';

describe('a move', () => {
  test.each([
    ['open', 'pending', 'state_changed', 'from: open to: pending'],
    ['pending', 'open', 'state_changed', 'from: pending to: open'],
    ['open', 'closed', 'close', 'status: closed'],
    ['pending', 'closed', 'close', 'status: closed'],
    ['closed', 'open', 'state_changed', 'from: closed to: open'],
    ['closed', 'pending', 'state_changed', 'from: closed to: pending'],
  ] as const)('from %s to %s leaves one %s event', async (from, to, kind, attributes) => {
    const project = temporaryProject();
    const { id } = addItem(project.root, { status: from });
    const before = treeOf(join(project.root, from, id));
    const item = project.read(`work-items/${from}/${id}/item.md`);
    const { exitCode, stdout, stderr } = await project.run(['status', id, to]);
    expect([exitCode, stdout]).toEqual([0, '']);
    expect(stderr).toMatch(new RegExp(`^[^\\n]*${id}[^\\n]*${from}[^\\n]*${to}[^\\n]*\\n$`));
    expect(readdirSync(join(project.root, from))).toEqual([]);
    const path = `work-items/${to}/${id}`;
    const thread = project.read(`${path}/thread.md`);
    expect(headerLines(thread).slice(1)).toEqual([`<!-- event: ${kind} ${AT} ${attributes} -->`]);
    // Only what the move is about has changed: the lines `status` and `updated_at`.
    expect(changedLines(item, project.read(`${path}/item.md`))).toEqual([5, 10]);
    expect(project.read(`${path}/item.md`)).toContain(`\nstatus: ${to}\n`);
    const after = treeOf(join(project.root, to, id));
    for (const name of ['artifacts', 'artifacts/.gitkeep']) expect(after[name]).toBe(before[name]);
    expect(thread.startsWith((before['thread.md'] ?? '').replace(/^file \d+ /, ''))).toBe(true);
  });

  test('carries everything in the directory along', async () => {
    const project = temporaryProject();
    const { id, path } = addItem(project.root);
    project.write(`work-items/${path}/artifacts/log.bin`, Buffer.from([0, 255, 10, 13]));
    project.write(`work-items/${path}/notes.txt`, 'Not of the format.\n');
    project.write('work-items/README.md', 'Read me.\n');
    project.write('work-items/open/.gitkeep', '');
    await project.run(['close', id, '-m', 'Done.']);
    expect(treeOf(project.root)).toMatchObject({
      [`closed/${id}/artifacts/log.bin`]: 'file 644 \0\xff\n\r',
      [`closed/${id}/notes.txt`]: 'file 644 Not of the format.\n',
      'README.md': 'file 644 Read me.\n',
      'open/.gitkeep': 'file 644 ',
    });
  });

  test('takes a reason', async () => {
    const project = temporaryProject();
    const { id } = addItem(project.root);
    await project.run(['status', id, 'pending', '-m', 'Waits for the other team.']);
    expect((await shownItem(project, id)).events.at(-1)).toMatchObject({
      kind: 'state_changed',
      body: 'Waits for the other team.',
    });
  });

  test('to the status that the item has does nothing', async () => {
    const project = temporaryProject();
    for (const status of ['open', 'pending', 'closed'] as const) {
      addItem(project.root, { slug: `is-${status}`, stamp: '20260101-000000', status, resolution: 'Kept.\n' });
    }
    const before = treeOf(project.path);
    for (const status of ['open', 'pending', 'closed']) {
      const { exitCode, stdout, stderr } = await project.run(['status', `is-${status}`, status]);
      expect([exitCode, stdout]).toEqual([0, '']);
      expect(stderr).toContain('already');
      const json = await project.run(['status', `is-${status}`, status, '--json']);
      expect(JSON.parse(json.stdout)).toMatchObject({ status, from: status, event: null });
    }
    expect(treeOf(project.path)).toEqual(before);
  });

  test('makes the status directory that a clone lacks', async () => {
    const project = temporaryProject({ init: false });
    const { id } = addItem(project.root);
    expect((await project.run(['status', id, 'pending'])).exitCode).toBe(0);
    expect(existsSync(join(project.root, 'pending', id, 'item.md'))).toBe(true);
  });

  test('takes over a directory that a branch switch left empty', async () => {
    const project = temporaryProject();
    const { id } = addItem(project.root);
    project.write(`work-items/pending/${id}/artifacts/x`, '');
    const refused = await project.run(['status', id, 'pending']);
    expect(refused.exitCode).toBe(1);
    expect(existsSync(join(project.root, 'open', id, 'item.md'))).toBe(true);
    const other = temporaryProject();
    addItem(other.root);
    other.write(`work-items/pending/${id}/artifacts/x`, '');
    rmSync(join(other.root, 'pending', id, 'artifacts/x'));
    expect((await other.run(['status', id, 'pending'])).exitCode).toBe(0);
  });
});

describe('a close', () => {
  test('writes the resolution into the log and into resolution.md, the whole text', async () => {
    const project = temporaryProject();
    const { id } = addItem(project.root);
    const resolution = 'Fixed.\n\n---\n\n## How\n\n```\ncode\n```\n\n日本語';
    expect((await project.run(['close', id], { input: `${resolution}\n` })).exitCode).toBe(0);
    const item = await shownItem(project, id);
    expect(item).toMatchObject({ status: 'closed', resolution: `${resolution}\n` });
    expect(item.events.at(-1)).toMatchObject({ kind: 'close', body: resolution, heading: 'Closed' });
    expect(item.events.at(-1)?.attributes).toContainEqual({ key: 'status', value: 'closed' });
  });

  test('by `status closed` is the same', async () => {
    const [one, two] = [temporaryProject(), temporaryProject()];
    const { id } = addItem(one.root);
    addItem(two.root);
    await one.run(['close', id, '-m', 'The same.']);
    await two.run(['status', id, 'closed', '-m', 'The same.']);
    expect(treeOf(two.root)).toEqual(treeOf(one.root));
    expect(one.read(`work-items/closed/${id}/resolution.md`)).toBe('The same.\n');
  });

  test('replaces a resolution.md that stood beside an open item, as the log says', async () => {
    const project = temporaryProject();
    const { id } = addItem(project.root, { resolution: 'A draft.\n' });
    await project.run(['close', id, '-m', 'The real one.']);
    expect(project.read(`work-items/closed/${id}/resolution.md`)).toBe('The real one.\n');
  });
});

describe('a reopening', () => {
  test('keeps the old resolution in the log and removes the file', async () => {
    const project = temporaryProject();
    const { id } = addItem(project.root);
    await project.run(['close', id, '-m', 'The first resolution.']);
    const { exitCode, stdout, stderr } = await project.run(['reopen', id, '-m', 'It is back.']);
    expect([exitCode, stdout, stderr]).toEqual([0, '', expect.stringContaining(id)]);
    expect(existsSync(join(project.root, 'open', id, 'resolution.md'))).toBe(false);
    const { events, resolution, status } = await shownItem(project, id);
    expect([status, resolution]).toEqual(['open', null]);
    expect(events.map(({ kind, body }) => [kind, body]).slice(1)).toEqual([
      ['close', 'The first resolution.'],
      ['state_changed', 'It is back.'],
    ]);
  });

  test('and closing again leave both resolutions in the log', async () => {
    const project = temporaryProject();
    const { id } = addItem(project.root);
    await project.run(['close', id, '-m', 'First.']);
    await project.run(['reopen', id, '-m', 'No.']);
    await project.run(['close', id, '-m', 'Second.']);
    expect(project.read(`work-items/closed/${id}/resolution.md`)).toBe('Second.\n');
    const { events } = await shownItem(project, id);
    expect(events.map((event) => event.body).slice(1)).toEqual(['First.', 'No.', 'Second.']);
  });

  test('of a resolution that somebody edited keeps the edited text', async () => {
    const project = temporaryProject();
    const { id } = addItem(project.root);
    await project.run(['close', id, '-m', 'As closed.']);
    project.write(`work-items/closed/${id}/resolution.md`, 'As edited by hand.\n');
    await project.run(['status', id, 'pending']);
    const { events } = await shownItem(project, id);
    expect(events.at(-1)?.body).toContain('As edited by hand.');
    expect(events.at(-2)?.body).toBe('As closed.');
  });

  test('needs no text', async () => {
    const project = temporaryProject();
    const { id } = addItem(project.root, { status: 'closed' });
    expect((await project.run(['reopen', id])).exitCode).toBe(0);
    expect((await shownItem(project, id)).events.at(-1)?.body).not.toBe('');
  });

  test.each(['open', 'pending'] as const)('of an item that is %s is refused', async (status) => {
    const project = temporaryProject();
    const { id } = addItem(project.root, { status });
    const before = treeOf(project.path);
    const { exitCode, stderr } = await project.run(['reopen', id, '-m', 'Text.']);
    expect([exitCode, stderr]).toEqual([1, expect.stringMatching(new RegExp(`^error: .* is ${status}, not closed\n`))]);
    expect(treeOf(project.path)).toEqual(before);
  });
});

test('order in the file and order in time agree, whatever the clock says', async () => {
  const project = temporaryProject();
  const { id } = addItem(project.root);
  const at = (now: string) => ({ env: { TICKETS_NOW: now } });
  await project.run(['comment', id, '-m', 'One.'], at('2026-06-10T00:00:00Z'));
  await project.run(['comment', id, '-m', 'Two.'], at('2026-06-05T00:00:00Z'));
  const { events, updatedAt } = await shownItem(project, id);
  expect(events.map((event) => event.at).slice(1)).toEqual(['2026-06-10T00:00:00Z', '2026-06-10T00:00:00Z']);
  expect(updatedAt).toBe('2026-06-10T00:00:00Z');
});

test('a text for a status that the item has is refused, not dropped', async () => {
  const project = temporaryProject();
  const { id } = addItem(project.root);
  const before = treeOf(project.root);
  const { exitCode, stderr } = await project.run(['status', id, 'open', '-m', 'Important.']);
  expect(exitCode).toBe(1);
  expect(stderr).toContain('nothing was written');
  expect(treeOf(project.root)).toEqual(before);
});
