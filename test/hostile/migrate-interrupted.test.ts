import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { legacyProject } from '../support/legacy-project.ts';
import { treeOf } from '../support/tree-of.ts';

const PRELOAD = pathToFileURL(join(import.meta.dirname, '../support/fault-preload.mjs')).href;
const ARGS = ['migrate', '--date', '2026-05-27'];
const words = 'Many words that make it long enough to be seen as a rename.\n'.repeat(10);
const FILES = {
  'TODO.md': '# Work\n\n- A → [a](tickets/a.md)\n- [x] B is done\n',
  'tickets/a.md': `# A\n\n${words}`,
  'tickets/a.review.md': `Approve.\n\n${words}Approve.\n`,
};
const AT_ONCE = 2;

/** The files of a project, less git's own, the lock and its drafts. */
function filesOf(path: string): Record<string, string> {
  const entries = Object.entries(treeOf(path));
  return Object.fromEntries(entries.filter(([name]) => !/^\.git(?:\/|$)|^work-items\/(?:\.lock.*|\.tmp)$/.test(name)));
}

/** Strikes one run at its n-th step, lets another finish, and gives what is there then. */
async function interrupt(git: boolean, fault: string, step: number) {
  const project = legacyProject(FILES, { git });
  const env = { NODE_OPTIONS: `--import=${PRELOAD}`, FAULT: fault, FAULT_AT: String(step) };
  const struck = await project.run(ARGS, { env });
  const between = filesOf(project.path);
  const finished = await project.run(ARGS);
  const state = { files: filesOf(project.path), status: git ? project.git('status', '--porcelain', '-M') : '' };
  rmSync(project.path, { recursive: true });
  return { struck, between, finished, state };
}

/** Nothing of the tracker is gone unless the items have it. */
function isWhole(between: Record<string, string>): boolean {
  const all = Object.values(between).join('\n');
  const hasTodo = all.includes('- [x] B is done') || all.includes('# B is done');
  return hasTodo && all.includes(FILES['tickets/a.md']) && all.includes(FILES['tickets/a.review.md']);
}

describe.each([
  ['killed', 'KILL', true, 1],
  ['killed, without git', 'KILL', false, 3],
  ['stopped by the disk', 'EIO', true, 3],
])('a run that is %s at any step', (_name, fault, git, stride) => {
  test('has lost nothing, and is finished by the next one', { timeout: 900_000 }, async () => {
    const { state: expected } = await interrupt(git, fault, 0);
    expect(Object.keys(expected.files)).toContain('work-items/closed/20260527-000002-b-is-done/resolution.md');
    expect(expected.status.match(/^R/gm) ?? []).toHaveLength(git ? 2 : 0);
    let next = 1;
    let steps = Number.POSITIVE_INFINITY;
    const work = async (): Promise<void> => {
      for (let step = next; step < steps; step = next) {
        next += stride;
        const { struck, between, finished, state } = await interrupt(git, fault, step);
        const told = `step ${step}: ${struck.stderr}${finished.stderr}`;
        if (struck.stderr.includes('nothing struck')) steps = Math.min(steps, step);
        expect(isWhole(between), told).toBe(true);
        expect(finished.exitCode, told).toBe(0);
        expect(state, told).toEqual(expected);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    expect(steps).toBeGreaterThan(30);
  });
});
