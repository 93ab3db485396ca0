import { describe, expect, test } from 'vitest';
import { addItem, type ItemToAdd } from '../support/add-item.ts';
import { oldEvent } from '../support/old-event.ts';
import { startTickets } from '../support/start-tickets.ts';
import { temporaryProject } from '../support/temporary-project.ts';

const FULL: ItemToAdd = {
  title: 'TUI picker: live pending Pod の表示',
  status: 'closed',
  kind: 'audit',
  priority: 'P1',
  labels: '[tui, "two words"]',
  assignee: 'hare',
  more: 'workflow_state: queued\n',
  body: '## Background\n\nThe body.\n\n---\n\nStill the body.\n',
  events: [
    oldEvent({ kind: 'plan', author: 'yoi ticket', heading: 'Plan', body: 'First.\n\n---\n\nStill first.' }),
    oldEvent({ kind: 'fix', heading: 'Fix', body: 'Second.' }),
    oldEvent({ kind: 'review', more: 'status: request_changes', heading: 'Review: request changes', body: 'Third.' }),
    oldEvent({ kind: 'close', more: 'status: closed', heading: 'Closed', body: 'Fourth.' }),
  ],
  resolution: 'The resolution, which has no final newline',
};

function fullProject() {
  const project = temporaryProject();
  const { path } = addItem(project.root, FULL);
  project.write(`work-items/${path}/artifacts/logs/run.txt`, 'x');
  project.write(`work-items/${path}/extra.txt`, 'x');
  return { project, path: `work-items/${path}` };
}

test('shows fields, body, all events, resolution and artifacts, in this order', async () => {
  const { exitCode, stdout, stderr } = await fullProject().project.run(['show', 'sample-item']);
  expect([exitCode, stderr]).toEqual([0, '']);
  const parts = [
    ...['TUI picker: live pending Pod の表示', 'closed', 'audit', 'P1', 'tui, two words', 'hare', 'queued'],
    ...['The body.', 'Still the body.', 'Created by tickets.sh create.'],
    ...['plan', 'yoi ticket', '2026-05-30T06:00:00Z', 'First.', 'Still first.', 'fix', 'Second.'],
    ...['review', 'request_changes', 'Third.', 'close', 'Fourth.'],
    ...['The resolution, which has no final newline', 'logs/run.txt', 'extra.txt'],
  ];
  let at = 0;
  for (const part of parts) {
    const found = stdout.indexOf(part, at);
    expect([part, found >= 0]).toEqual([part, true]);
    at = found + part.length;
  }
});

describe('--events', () => {
  test.each([
    ['0', []],
    ['1', ['Fourth.']],
    ['2', ['Third.', 'Fourth.']],
    ['99', ['Created by tickets.sh create.', 'First.', 'Second.', 'Third.', 'Fourth.']],
  ])('%s shows the last so many, and says how many it leaves out', async (count, shown) => {
    const { project } = fullProject();
    const { exitCode, stdout } = await project.run(['show', 'sample-item', '--events', count]);
    expect(exitCode).toBe(0);
    const all = ['Created by tickets.sh create.', 'First.', 'Second.', 'Third.', 'Fourth.'];
    expect(all.filter((text) => stdout.includes(text))).toEqual(shown);
    if (shown.length < all.length) expect(stdout).toContain(`${all.length - shown.length} earlier event`);
    else expect(stdout).not.toContain('earlier');
    expect(stdout).toContain('The resolution');
  });
});

test('--raw gives the bytes of the files, whatever they are', async () => {
  const { project, path } = fullProject();
  const item = Buffer.concat([Buffer.from('\ufeff---\r\nid: x\r\n---\r\n'), Buffer.from([0xff, 0xfe, 0x00, 0x9b])]);
  project.write(`${path}/item.md`, item);
  const started = startTickets(['show', 'sample-item', '--raw'], { cwd: project.path });
  const chunks: Buffer[] = [];
  started.child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
  expect(await started.exited).toBe(0);
  const thread = Buffer.from(project.read(`${path}/thread.md`));
  const resolution = Buffer.from(FULL.resolution ?? '');
  expect(Buffer.concat(chunks).equals(Buffer.concat([item, thread, resolution]))).toBe(true);
});
