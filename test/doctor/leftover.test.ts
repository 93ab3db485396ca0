import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { check } from '../../src/api/check.ts';
import { lockPath, openWorkspace } from '../../src/api/workspace.ts';
import { withLock } from '../../src/store/with-lock.ts';
import { temporaryProject } from '../support/temporary-project.ts';

/** A tree with a draft in it that is so many seconds old. */
function projectWithDraft(age: number) {
  const { path, root } = temporaryProject();
  const draft = join(root, '.tmp/4711-0123456789ab');
  mkdirSync(join(root, '.tmp'));
  writeFileSync(draft, 'half of an item');
  const now = new Date();
  const then = now.getTime() / 1000 - age;
  utimesSync(draft, then, then);
  const workspace = openWorkspace({ cwd: path, env: {}, root, now: () => now });
  return { root, workspace, rules: () => check(workspace).findings.map(({ rule }) => rule) };
}

describe('layout/leftover', () => {
  it('finds an old draft', () => {
    expect(projectWithDraft(60).rules()).toEqual(['layout/leftover']);
  });

  it('leaves a draft of this moment alone', () => {
    expect(projectWithDraft(1).rules()).toEqual([]);
  });

  it('finds a draft from the future: clocks differ, and it is old by now', () => {
    expect(projectWithDraft(-3600).rules()).toEqual(['layout/leftover']);
  });

  it('leaves an old draft alone while somebody holds the lock', () => {
    const { workspace, rules } = projectWithDraft(60);
    // The lock alone: a command that takes it clears drafts away first.
    const { lockTimeout: timeout, onWait } = workspace;
    expect(withLock(lockPath(workspace), { timeout, onWait }, rules)).toEqual([]);
    expect(rules()).toEqual(['layout/leftover']);
  });

  it('finds a draft beside the lock of a process that is gone', () => {
    const { root, rules } = projectWithDraft(60);
    const dead = { pid: 1, startTime: '1', bootId: 'another', pidNamespace: null, nonce: 'ab' };
    writeFileSync(join(root, '.lock'), JSON.stringify({ ...dead, host: hostname() }));
    expect(rules()).toEqual(['layout/leftover']);
  });
});
