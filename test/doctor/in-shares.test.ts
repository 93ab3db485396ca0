import { appendFileSync, mkdirSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
// @ts-expect-error: a script without types.
import { makeTree } from '../../scripts/make-tree.js';
import { type CheckOptions, check } from '../../src/api/check.ts';
import { checkInThreads } from '../../src/api/check-in-threads.ts';
import { checkShares } from '../../src/api/check-share-task.ts';
import type { CheckThreads } from '../../src/api/check-threads.ts';
import { openWorkspace, type Workspace } from '../../src/api/workspace.ts';
import { RULES } from '../../src/doctor/all-rules.ts';
import { damage } from '../support/damaged-text.ts';
import { gitProject } from '../support/git-project.ts';
import { temporaryProject } from '../support/temporary-project.ts';
import { unpackCorpus } from '../support/unpack-corpus.ts';
import { writeExample } from '../support/write-example.ts';

/** Workers that do all shares of a job, in this thread: what they get and give is copied as between threads. */
const allByWorkers: CheckThreads = {
  run: async ({ input, shares, unpack }) => {
    const work = checkShares(structuredClone(input));
    if (!unpack) throw new Error('what workers send is packed');
    const sent = await Promise.all(Array.from({ length: shares }, (_, share) => work(share)));
    return sent.map((each, share) => unpack(structuredClone(each), share));
  },
  close: () => {},
};

const NOW = new Date('2026-06-10T09:00:00Z');
const workspaceOf = (project: string, root: string): Workspace =>
  openWorkspace({ cwd: project, env: {}, root, now: () => NOW });

async function expectSame(workspace: Workspace, options: CheckOptions = {}): Promise<number> {
  const alone = check(workspace, options);
  expect(await checkInThreads(workspace, options, { threads: allByWorkers })).toEqual(alone);
  return alone.findings.length;
}

describe('a check in shares finds what a check in one piece finds', () => {
  it.each(RULES.filter((rule) => !rule.base))('in the bad example of $id', async (rule) => {
    const { path, root } = temporaryProject({ init: false });
    mkdirSync(root, { recursive: true });
    writeExample(root, rule.bad);
    await expectSame(workspaceOf(path, root));
  });

  it('in trees of several shares, damaged at random, whatever part of them is asked for', async () => {
    const { path, root, git, commit } = gitProject();
    makeTree(root, 150);
    commit();
    const ids = readdirSync(join(root, 'closed')).slice(0, 40);
    const kinds = fc.constantFrom('item.md', 'thread.md', 'resolution.md');
    const change = fc.tuple(fc.constantFrom(...ids), kinds, damage, fc.constantFrom('change', 'stage', 'remove'));
    const scope = fc.constantFrom<CheckOptions>({}, { refs: ids.slice(0, 5) }, { since: 'HEAD' }, { staged: true });
    let found = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 5, maxLength: 20 }), scope, async (changes, options) => {
        git('reset', '--quiet', '--hard');
        for (const [id, name, apply, what] of changes) {
          const file = join(root, 'closed', id, name);
          try {
            if (what === 'remove') rmSync(file);
            else writeFileSync(file, apply(readFileSync(file, 'utf8')));
          } catch (error) {
            if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
          }
          if (what === 'stage') git('add', '--all', `work-items/closed/${id}`);
        }
        found += await expectSame(workspaceOf(path, root), options);
      }),
      { numRuns: 40 },
    );
    expect(found).toBeGreaterThan(0);
  });

  it('in items for which history is asked', async () => {
    const { path, root, commit } = gitProject();
    makeTree(root, 70);
    commit();
    for (const id of readdirSync(join(root, 'closed')).slice(0, 20)) {
      const directory = join(root, 'closed', id);
      writeFileSync(join(directory, 'resolution.md'), readFileSync(join(directory, 'item.md')));
      appendFileSync(join(directory, 'thread.md'), 'text\n');
    }
    expect(await expectSame(workspaceOf(path, root))).toBeGreaterThan(20);
  });

  const corpora = ['work-items-2026-06-06.tar.gz', 'migrated-2026-05-27.tar.gz'];
  it.each(corpora)('in the real data of %s', async (archive) => {
    const directory = unpackCorpus(archive);
    if (directory === null) {
      console.warn(`${archive} is not at hand: not checked`);
      return;
    }
    const project = realpathSync(directory);
    try {
      expect(await expectSame(workspaceOf(project, join(project, 'work-items')))).toBeGreaterThan(0);
    } finally {
      rmSync(project, { recursive: true });
    }
  });
});
