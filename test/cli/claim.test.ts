import { expect, test } from 'vitest';
import { addItem } from '../support/add-item.ts';
import { shownItem } from '../support/shown-item.ts';
import { temporaryProject } from '../support/temporary-project.ts';
import { treeOf } from '../support/tree-of.ts';

function projectWithItem() {
  const project = temporaryProject();
  return { ...project, id: addItem(project.root).id };
}

test('claim sets the assignee, with an event; again by the same person it does nothing', async () => {
  const project = projectWithItem();
  const first = await project.run(['claim', project.id, '--author', 'ann']);
  expect([first.exitCode, first.stderr]).toEqual([0, `${project.id}: claimed by ann\n`]);
  const item = await shownItem(project, project.id);
  expect(item.assignee).toBe('ann');
  expect(item.events.at(-1)).toMatchObject({
    kind: 'item_edit',
    author: 'ann',
    body: 'Claimed.\n\nBefore:\n\n- assignee: null',
  });
  const before = treeOf(project.root);
  const second = await project.run(['claim', project.id, '--author', 'ann']);
  expect([second.exitCode, second.stderr]).toEqual([0, `${project.id} is ann's already\n`]);
  expect(treeOf(project.root)).toEqual(before);
});

test("somebody else's item is refused, and with --force taken, which the event says", async () => {
  const project = projectWithItem();
  await project.run(['claim', project.id, '--author', 'ann']);
  const before = treeOf(project.root);
  for (const command of ['claim', 'unclaim']) {
    const refused = await project.run([command, project.id, '--author', 'bob', '--json']);
    expect(refused.exitCode).toBe(1);
    expect(JSON.parse(refused.stdout).error).toMatchObject({ code: 'claimed', details: { assignee: 'ann' } });
  }
  expect(treeOf(project.root)).toEqual(before);
  const forced = await project.run(['claim', project.id, '--author', 'bob', '--force', '--json']);
  expect(JSON.parse(forced.stdout)).toMatchObject({ assignee: 'bob', before: 'ann', changed: ['assignee'] });
  expect((await shownItem(project, project.id)).events.at(-1)?.body).toContain('Claimed by force from ann.');
  const released = await project.run(['unclaim', project.id, '--author', 'cid', '--force']);
  expect(released.stderr).toBe(`${project.id}: released (before: bob)\n`);
  const item = await shownItem(project, project.id);
  expect([item.assignee, item.events.at(-1)?.body]).toEqual([null, expect.stringContaining("by force; it was bob's")]);
  const again = await project.run(['unclaim', project.id]);
  expect([again.exitCode, again.stderr]).toEqual([0, `${project.id} has no assignee\n`]);
});
