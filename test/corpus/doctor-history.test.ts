import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { addItem } from '../support/add-item.ts';
import { gitProject } from '../support/git-project.ts';
import { unpackCorpus } from '../support/unpack-corpus.ts';

const items = unpackCorpus('work-items-2026-06-06.tar.gz');
const legacy = unpackCorpus('legacy-2026-05-27.tar.gz');
const reviewed = unpackCorpus('legacy-with-reviews-2026-05-02.tar.gz');
if (items === null || legacy === null) console.warn('SKIPPED: doctor on real history; ../shared/corpus is not here');

const NOW = { env: { TICKETS_NOW: '2026-07-01T12:00:00Z' } };

afterAll(() => {
  for (const path of [items, legacy, reviewed]) if (path !== null) rmSync(path, { recursive: true });
});

/** The ids of the closed items whose resolution is a copy of their item.md, found without the program under test. */
function destroyed(root: string): string[] {
  return readdirSync(join(root, 'closed')).filter((id) => {
    if (!readdirSync(join(root, 'closed', id)).includes('resolution.md')) return false;
    return readFileSync(join(root, 'closed', id, 'resolution.md'), 'utf8').startsWith(`---\nid: ${id}\n`);
  });
}

describe.skipIf(items === null || legacy === null)('the real items, after the tickets that they were made from', () => {
  /** The legacy tracker, then a resolution for each destroyed one, in the root and status of that time, then all items. */
  function realHistory({ resolutions }: { resolutions: boolean }) {
    const project = gitProject();
    cpSync(legacy ?? '', project.path, { recursive: true });
    project.commit();
    const ids = destroyed(join(items ?? '', 'work-items'));
    const texts = new Map(
      ids.map((id, index) => [id, `What came of ${id}:\n\n---\n\n検索 ${index}${index % 2 ? '\n' : ''}`]),
    );
    if (resolutions) {
      for (const [index, [id, text]] of [...texts].entries()) {
        project.write(`${index % 3 ? 'work-items/closed' : '.yoi/tickets/pending'}/${id}/resolution.md`, text);
      }
      project.commit();
    }
    for (const name of ['tickets', 'TODO.md', '.yoi'])
      rmSync(join(project.path, name), { recursive: true, force: true });
    cpSync(items ?? '', project.path, { recursive: true });
    project.commit();
    return { project, texts };
  }

  const rulesOf = (json: string): Record<string, number> => {
    const { findings } = JSON.parse(json) as { findings: { rule: string; severity: string }[] };
    const groups = findings.map(({ rule, severity }) => `${severity} ${rule}`).sort();
    return Object.fromEntries(
      [...new Set(groups)].map((name) => [name, groups.filter((each) => each === name).length]),
    );
  };

  it('have all of their legacy tickets in history, and no review was left behind', async () => {
    const { project } = realHistory({ resolutions: false });
    const { stdout } = await project.run(['doctor', '--json'], NOW);
    expect(Object.keys(rulesOf(stdout)).filter((rule) => rule.includes('migration/'))).toEqual([]);
    expect(rulesOf(stdout)['error closed/resolution-is-item-copy']).toBe(32);
    const { findings } = JSON.parse(stdout) as { findings: { rule: string; help: string; fix: unknown }[] };
    for (const { help, fix } of findings.filter(({ rule }) => rule === 'closed/resolution-is-item-copy')) {
      expect(help).toMatch(/^nothing has the text any more, not the close event, git history \(commits: 2\), /);
      expect(fix).toBeNull();
    }
  });

  it('get all 32 lost resolutions back, byte for byte, and nothing changes but them and the 47 titles', async () => {
    const { project, texts } = realHistory({ resolutions: true });
    expect(texts.size).toBe(32);
    const before = await project.run(['doctor', '--json'], NOW);
    const { exitCode, stdout } = await project.run(['doctor', '--fix', '--json'], NOW);
    expect(exitCode).toBe(0);
    // Each closed item gets its seal, too.
    const closed = project.git('ls-files', 'work-items/closed/*/item.md').trim().split('\n').length;
    expect(JSON.parse(stdout)).toMatchObject({ fixed: 32 + 47 + closed, summary: { errors: 0 } });
    for (const [id, text] of texts) expect(project.read(`work-items/closed/${id}/resolution.md`), id).toBe(text);
    const changed = project.git('diff', '--name-only').trim().split('\n');
    expect(changed.filter((path) => path.endsWith('/resolution.md'))).toHaveLength(32);
    expect(changed.filter((path) => path.endsWith('/item.md'))).toHaveLength(47);
    expect(changed).toHaveLength(32 + 47);
    const {
      'error closed/resolution-is-item-copy': _,
      'warning front-matter/invalid-yaml': __,
      'hint digest/missing-seal': ___,
      ...rest
    } = rulesOf(before.stdout);
    expect(rulesOf(stdout)).toEqual(rest);
  });

  it('are restored in a second run the same way: nothing is left to do', async () => {
    const { project } = realHistory({ resolutions: true });
    await project.run(['doctor', '--fix'], NOW);
    const after = project.git('diff');
    expect(JSON.parse((await project.run(['doctor', '--fix', '--json'], NOW)).stdout).fixed).toBe(0);
    expect(project.git('diff')).toBe(after);
  });
});

describe.skipIf(reviewed === null)('the real reviews, after their tickets became items', () => {
  it('are missed while no event has them, and not when `tickets review` has put them into the log', async () => {
    const project = gitProject();
    cpSync(reviewed ?? '', project.path, { recursive: true });
    project.commit();
    const reviews = readdirSync(join(project.path, 'tickets')).filter((name) => name.endsWith('.review.md'));
    const tickets = readdirSync(join(project.path, 'tickets')).filter((name) => !reviews.includes(name));
    const texts = new Map(reviews.map((name) => [name.slice(0, -10), project.read(`tickets/${name}`)]));
    expect([tickets.length, reviews.length]).toEqual([19, 5]);
    for (const [index, name] of tickets.entries()) {
      addItem(project.root, {
        slug: name.slice(0, -3),
        stamp: `20260502-0000${String(index + 1).padStart(2, '0')}`,
        body: project.read(`tickets/${name}`),
        itemText: (text) => text.replace('legacy_ticket: null', `legacy_ticket: tickets/${name}`),
      });
    }
    for (const name of ['tickets', 'TODO.md']) rmSync(join(project.path, name), { recursive: true });
    const missed = async (): Promise<string[]> => {
      const { findings } = JSON.parse((await project.run(['doctor', '--json'], NOW)).stdout);
      return findings
        .filter(({ rule }: { rule: string }) => rule.startsWith('migration/'))
        .map(({ rule, item }: { rule: string; item: string }) => `${rule} ${item.slice(16)}`)
        .sort();
    };
    const all = [...texts.keys()].map((slug) => `migration/review-not-taken-over ${slug}`).sort();
    // Before the commit of the migration as after it.
    expect(await missed()).toEqual(all);
    project.commit();
    expect(await missed()).toEqual(all);
    for (const [slug, text] of texts) {
      const args = ['review', slug, '--request-changes', '--file', '-'];
      expect((await project.run(args, { ...NOW, input: text })).exitCode).toBe(0);
    }
    expect(await missed()).toEqual([]);
  });
});
