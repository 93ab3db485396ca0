import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { parseThread } from '../../src/format/thread.ts';
import { runTickets } from '../support/run-tickets.ts';
import { temporaryProject } from '../support/temporary-project.ts';
import { treeOf } from '../support/tree-of.ts';
import { unpackCorpus } from '../support/unpack-corpus.ts';

const legacy = unpackCorpus('legacy-2026-05-27.tar.gz');
const oracle = unpackCorpus('migrated-2026-05-27.tar.gz');
const reviewed = unpackCorpus('legacy-with-reviews-2026-05-02.tar.gz');
if (legacy === null || oracle === null || reviewed === null) {
  console.warn('SKIPPED: the migration of the real trackers; ../shared/corpus is not here');
}

afterAll(() => {
  for (const path of [legacy, oracle, reviewed]) if (path !== null) rmSync(path, { recursive: true });
});

/** The bytes of the files of a tree; the archive's modes are nobody's. */
function filesIn(path: string): Record<string, string> {
  const entries = Object.entries(treeOf(path)).filter(([, content]) => content.startsWith('file '));
  return Object.fromEntries(entries.map(([name, content]) => [name, content.replace(/^file \d+ /, '')]));
}

const SLUGS = [
  'workspace-memory-lint-cli',
  'system-reminder-injection-generalization',
  'bash-tool-editing-guidance',
  'manifest-profiles',
  'multi-pod-view-ui',
];

describe.skipIf(legacy === null || oracle === null)('the tracker of 2026-05-27', () => {
  test('becomes, byte for byte, what its own migration made of it', async () => {
    const project = temporaryProject({ init: false });
    cpSync(legacy ?? '', project.path, { recursive: true });
    const entries = project
      .read('TODO.md')
      .split('\n')
      .filter((line) => line.startsWith('- ') && !line.includes('→'));
    // Those without a ticket are the last five; the others head groups.
    const keys = entries.slice(-5).map((line) => JSON.stringify(line.slice(2)));
    project.write('slugs.yaml', keys.map((key, index) => `${key}: ${SLUGS[index]}\n`).join(''));
    const { exitCode, stderr } = await project.run(['migrate', '--slugs', 'slugs.yaml', '--date', '2026-05-27']);
    expect([exitCode, stderr]).toEqual([0, '23 items made, 18 files removed\n']);
    const made = filesIn(project.root);
    const { 'README.md': _readme, ...expected } = filesIn(join(oracle ?? '', 'work-items'));
    expect(Object.keys(made)).toHaveLength(69);
    expect(made).toEqual(expected);
    expect(existsSync(join(project.path, 'tickets'))).toBe(false);
    const { findings, summary } = JSON.parse((await project.run(['doctor', '--json'])).stdout);
    // The titles stand as the old script wrote them: 12 of the 23 are no YAML.
    expect(summary).toMatchObject({ items: 23, errors: 0, warnings: 12 });
    expect(new Set(findings.map(({ rule }: { rule: string }) => rule))).toEqual(new Set(['front-matter/invalid-yaml']));
    expect((await project.run(['doctor', '--fix', '--strict'])).exitCode).toBe(0);
  });
});

describe.skipIf(reviewed === null)('the tracker of 2026-05-02', () => {
  test('becomes 20 items, and its five reviews are events with every byte', async () => {
    const project = temporaryProject({ init: false, git: true });
    cpSync(reviewed ?? '', project.path, { recursive: true });
    const source = join(reviewed ?? '', 'tickets');
    const { exitCode } = await project.run(['migrate', '--date', '2026-05-02']);
    expect(exitCode).toBe(0);
    const list = JSON.parse((await project.run(['list', '--json'])).stdout);
    const tickets = list.items.map(({ legacyTicket }: { legacyTicket: string | null }) => legacyTicket);
    expect([tickets.length, tickets.filter((path: string | null) => path === null)]).toEqual([20, [null]]);
    const names = readdirSync(source).filter((name) => name.endsWith('.review.md'));
    expect(names).toHaveLength(5);
    for (const name of names) {
      const { path, id } = list.items.find(
        ({ legacyTicket }: { legacyTicket: string | null }) =>
          legacyTicket === `tickets/${name.replace('.review', '')}`,
      );
      const { events, problems } = parseThread(project.read(`work-items/${path}/thread.md`), id);
      expect(problems).toEqual([]);
      expect(events.map(({ kind, verdict }) => [kind, verdict])).toEqual([
        ['migration', null],
        ['review', 'approve'],
      ]);
      expect(events[1]?.body).toBe(readFileSync(join(source, name), 'utf8'));
    }
    // One of them holds a line `---`.
    expect(names.filter((name) => /^---$/m.test(readFileSync(join(source, name), 'utf8')))).toHaveLength(1);
    for (const name of readdirSync(source).filter((entry) => !entry.endsWith('.review.md'))) {
      const item = list.items.find(
        ({ legacyTicket }: { legacyTicket: string | null }) => legacyTicket === `tickets/${name}`,
      );
      const text = readFileSync(join(project.root, item.path, 'item.md'));
      expect(text.subarray(-readFileSync(join(source, name)).length)).toEqual(readFileSync(join(source, name)));
    }
    const doctor = await runTickets(['doctor'], { cwd: project.path });
    expect([doctor.exitCode, doctor.stdout]).toEqual([0, expect.not.stringContaining('migration/')]);
  });
});
