import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { queryGit } from '../../src/git/query-git.ts';
import { askGit, runGit, startGit } from '../../src/git/run-git.ts';

/** More than a pipe holds. */
const input = 'x'.repeat(1_000_000);

/** A directory in which `git` is this script. */
function withGit(script: string): string {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'tickets-git-')));
  onTestFinished(() => {
    vi.unstubAllEnvs();
    rmSync(path, { recursive: true });
  });
  writeFileSync(join(path, 'git'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  vi.stubEnv('PATH', `${path}${delimiter}${process.env.PATH}`);
  return path;
}

describe('a git that fails before it has read all that it should', () => {
  const failing = (): string => withGit("echo 'fatal: no room' >&2\nexit 128");

  it('says why', async () => {
    const path = failing();
    expect(askGit(path, ['update-index'], { input })).toMatchObject({ status: 128, stderr: 'fatal: no room\n' });
    expect(() => runGit(path, ['update-index'], { input })).toThrow('git update-index failed: no room');
    await expect(startGit(path, ['update-index'], input)).rejects.toThrow('git update-index failed: no room');
    expect(queryGit(path, ['update-index'], input)).toMatchObject({
      kind: 'failed',
      status: 128,
      reason: 'git: no room',
    });
  });
});

it('a git that ends well and has not read it all has not done it', () => {
  const path = withGit('exit 0');
  expect(() => runGit(path, ['update-index'], { input })).toThrow('EPIPE');
  expect(queryGit(path, ['update-index'], input)).toMatchObject({ kind: 'failed', status: 0 });
});
