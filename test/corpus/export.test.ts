import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runTickets } from '../support/run-tickets.ts';
import { temporaryProject } from '../support/temporary-project.ts';
import { treeOf } from '../support/tree-of.ts';
import { unpackCorpus } from '../support/unpack-corpus.ts';

const ARCHIVES = ['work-items-2026-06-06.tar.gz', 'migrated-2026-05-27.tar.gz'];

describe.each(ARCHIVES)('%s', (archive) => {
  const source = unpackCorpus(archive);
  if (source === null) console.warn(`SKIPPED: the export of ${archive}; ../shared/corpus is not here`);

  test.skipIf(source === null)('comes back byte for byte, and each closed item with its seal', async () => {
    const { path, run } = temporaryProject({ init: false });
    const exported = await runTickets(['export'], { cwd: source ?? '' });
    expect([exported.exitCode, exported.stderr]).toEqual([0, expect.stringMatching(/^\d+ items exported\n$/)]);
    expect((await run(['import', '-'], { input: exported.stdout })).exitCode).toBe(0);
    const [copy, original] = [filesIn(join(path, 'work-items')), filesIn(join(source ?? '', 'work-items'))];
    const seals = Object.keys(copy).filter((file) => original[file] === undefined);
    const closed = Object.keys(original).filter((file) => /^closed\/[^/]+\/thread\.md$/.test(file));
    expect(seals).toEqual(closed.map((file) => file.replace('thread.md', 'digest.json')));
    expect(Object.fromEntries(Object.entries(copy).filter(([file]) => !seals.includes(file)))).toEqual(original);
    expect(Object.keys(filesIn(join(path, 'work-items'))).length).toBeGreaterThan(60);
    rmSync(source ?? '', { recursive: true });
  });
});

/** The bytes of all files; the archive's modes are nobody's. */
function filesIn(path: string): Record<string, string> {
  const entries = Object.entries(treeOf(path)).filter(([, content]) => content.startsWith('file '));
  return Object.fromEntries(entries.map(([name, content]) => [name, content.replace(/^file \d+ /, '')]));
}
