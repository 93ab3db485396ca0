import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { temporaryProject } from '../support/temporary-project.ts';
import { treeOf } from '../support/tree-of.ts';

const PRELOAD = pathToFileURL(join(import.meta.dirname, '../support/fault-preload.mjs')).href;
const ITEMS = ['one', 'two'].map((slug, index) => ({
  id: `20260601-09000${index}-${slug}`,
  status: 'open',
  files: [
    { path: 'item.md', text: `---\nid: 20260601-09000${index}-${slug}\nslug: ${slug}\ntitle: ${slug}\n---\n` },
    { path: 'artifacts/data', base64: '/w==', executable: true },
  ],
}));
const EXPORT = JSON.stringify({
  schemaVersion: 1,
  kind: 'tickets-export',
  items: ITEMS,
  files: [{ path: 'README.md', text: '# Items\n' }],
});

/** Strikes one run at its n-th step, lets another finish, and gives what is there then. */
async function interrupt(fault: string, step: number) {
  const project = temporaryProject({ init: false });
  const env = { NODE_OPTIONS: `--import=${PRELOAD}`, FAULT: fault, FAULT_AT: String(step) };
  const struck = await project.run(['import', '-'], { env, input: EXPORT });
  const between = Object.keys(treeOf(project.path));
  const finished = await project.run(['import', '-'], { input: EXPORT });
  const files = Object.entries(treeOf(project.path)).filter(([name]) => !name.startsWith('work-items/.lock'));
  rmSync(project.path, { recursive: true });
  return { struck, between, finished, files: Object.fromEntries(files) };
}

test.each([
  ['killed', 'KILL', 1],
  ['stopped by the disk', 'EIO', 2],
])(
  'an import that is %s at any step is finished by the next one',
  { timeout: 300_000 },
  async (_name, fault, stride) => {
    const { files: expected } = await interrupt(fault, 0);
    expect(Object.keys(expected)).toEqual(expect.arrayContaining(['work-items/README.md', 'work-items/open']));
    let step = 1;
    for (; ; step += stride) {
      const { struck, between, finished, files } = await interrupt(fault, step);
      const told = `step ${step}: ${struck.stderr}${finished.stderr}`;
      // An item is there with all of its files, or not at all.
      const names = between.filter((name) => name.startsWith('work-items/open/'));
      expect(names.length % 4, told).toBe(0);
      expect([finished.exitCode, files], told).toEqual([0, expected]);
      if (struck.exitCode === 0) break;
    }
    expect(step).toBeGreaterThan(15);
  },
);
