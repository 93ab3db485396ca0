import {
  appendFileSync,
  cpSync,
  linkSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { serializeEvent } from '../../src/format/serialize-event.ts';
import { oldEvent } from '../support/old-event.ts';
import { shownItem } from '../support/shown-item.ts';
import { type TemporaryProject, temporaryProject } from '../support/temporary-project.ts';
import { treeOf } from '../support/tree-of.ts';

const LATER = { env: { TICKETS_NOW: '2026-06-01T10:00:00Z' } };

async function projectWithItem(): Promise<TemporaryProject & { id: string }> {
  const project = temporaryProject();
  const { stdout } = await project.run(['new', 'Item', '-m', 'Text.']);
  return { ...project, id: stdout.trim() };
}

test.each([{}, LATER])(
  'what a killed close left undone the next command does, and says so of nothing',
  async (when) => {
    const project = await projectWithItem();
    const { id, root } = project;
    cpSync(join(root, 'open', id), join(project.path, 'before'), { recursive: true });
    await project.run(['close', id, '-m', 'Done.'], when);
    const after = treeOf(root);
    const thread = readFileSync(join(root, 'closed', id, 'thread.md'));
    rmSync(join(root, 'closed', id), { recursive: true });
    cpSync(join(project.path, 'before'), join(root, 'open', id), { recursive: true });
    writeFileSync(join(root, 'open', id, 'thread.md'), thread);
    // Reading does not settle.
    expect((await shownItem(project, id)).status).toBe('open');
    const refused = await project.run(['close', id, '-m', 'Again.'], when);
    expect(refused.stderr).toContain(`error: ${id} is closed already`);
    expect(treeOf(root)).toEqual(after);
  },
);

test('reopen finishes a close that was killed first', async () => {
  const project = await projectWithItem();
  const { id, root } = project;
  await project.run(['close', id, '-m', 'Done.'], LATER);
  renameSync(join(root, 'closed', id), join(root, 'open', id));
  const item = project.read(`work-items/open/${id}/item.md`);
  writeFileSync(
    join(root, 'open', id, 'item.md'),
    item.replace('status: closed', 'status: open').replace(/updated_at: .*/, 'updated_at: 2026-06-01T09:00:00Z'),
  );
  expect((await project.run(['reopen', id, '-m', 'No.'], LATER)).exitCode).toBe(0);
  expect((await shownItem(project, id)).events.map((event) => event.kind)).toEqual([
    'create',
    'close',
    'state_changed',
  ]);
});

test('a torn end of the log is moved into a file, and told on stderr', async () => {
  const project = await projectWithItem();
  const { id, root } = project;
  const torn = '\n<!-- event: comment author: a at: 2026-06-01T09:00:00Z id: 0123456789abcdef -->\n\n## Comment\n\nHal';
  appendFileSync(join(root, 'open', id, 'thread.md'), torn);
  const { exitCode, stderr } = await project.run(['comment', id, '-m', 'Next.']);
  expect(exitCode).toBe(0);
  expect(stderr).toMatch(/the end of thread\.md was torn; its \d+ bytes are in thread\.torn-[0-9a-f]{16}\.md now/);
  const [name = ''] = readdirSync(join(root, 'open', id)).filter((each) => each.startsWith('thread.torn-'));
  expect(readFileSync(join(root, 'open', id, name), 'utf8')).toBe(torn);
  expect((await shownItem(project, id)).events.map((event) => event.body)).toEqual([
    'Created by tickets new.',
    'Next.',
  ]);
  expect((await project.run(['doctor'])).stdout).toContain('doctor: ok');
});

test('what a person moved or edited stays', async () => {
  const project = await projectWithItem();
  const { id, root } = project;
  await project.run(['close', id, '-m', 'Done.']);
  renameSync(join(root, 'closed', id), join(root, 'open', id));
  await project.run(['comment', id, '-m', 'x']);
  const item = await shownItem(project, id);
  expect([item.status, item.resolution]).toEqual(['open', 'Done.\n']);
  expect(project.read(`work-items/open/${id}/item.md`)).toContain('\nstatus: closed\n');
});

test('an append leaves the other name of a hard-linked log as it is', async () => {
  const project = await projectWithItem();
  const { id, root } = project;
  const other = join(project.path, 'other.md');
  linkSync(join(root, 'open', id, 'thread.md'), other);
  const before = readFileSync(other, 'utf8');
  for (const args of [
    ['comment', id, '-m', 'x'],
    ['edit', id, '--title', 'New'],
  ]) {
    expect((await project.run(args)).exitCode).toBe(0);
    expect(readFileSync(other, 'utf8')).toBe(before);
  }
  expect((await shownItem(project, id)).events).toHaveLength(3);
});

test.each([
  [
    'signed',
    (id: string) =>
      `\n${serializeEvent(id, { kind: 'comment', author: 'bob', at: '2026-06-01T09:30:00Z', body: 'From bob.' }).text}`,
  ],
  ['by the old script', () => `\n${oldEvent()}`],
])('an event that came after a command was killed stays where it is: %s', async (_name, added) => {
  const project = await projectWithItem();
  const { id, root } = project;
  const log = `work-items/open/${id}/thread.md`;
  const staging = `work-items/.tmp/${id}/0123456789abcdef.${statSync(join(project.path, log)).size}`;
  project.write(staging, project.read(`work-items/open/${id}/item.md`));
  appendFileSync(join(project.path, log), added(id));
  const before = project.read(log);
  const { exitCode, stderr } = await project.run(['comment', id, '-m', 'Next.', '-q'], LATER);
  expect([exitCode, stderr]).toEqual([0, '']);
  expect(project.read(log).startsWith(before)).toBe(true);
  expect(readdirSync(join(root, 'open', id)).sort()).toEqual(['artifacts', 'item.md', 'thread.md']);
});
