import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { check } from '../../src/api/check.ts';
import { checkWithLog } from '../../src/api/check-with-log.ts';
import { fix, previewFix } from '../../src/api/fix.ts';
import { openWorkspace } from '../../src/api/workspace.ts';
import { RULES } from '../../src/doctor/all-rules.ts';
import type { ExampleTree } from '../../src/doctor/example-tree.ts';
import type { Finding } from '../../src/doctor/finding.ts';
import { LOG_RULES } from '../../src/doctor/log-rules.ts';
import type { Rule } from '../../src/doctor/rule.ts';
import { gitProject } from '../support/git-project.ts';
import { historyOf } from '../support/history-of.ts';
import { temporaryProject } from '../support/temporary-project.ts';
import { treeOf } from '../support/tree-of.ts';
import { writeExample } from '../support/write-example.ts';

const folder = new URL('../../src/doctor/rules/', import.meta.url);

/** A project with a rule's example in it, and what doctor finds there by that rule. */
function projectWith({ base, inClone, history }: Rule, tree: ExampleTree) {
  const { path, root, commit } =
    base || inClone ? gitProject() : { ...temporaryProject({ init: false }), commit: () => '' };
  const put = (files: ExampleTree): void => {
    rmSync(root, { recursive: true, force: true });
    mkdirSync(root, { recursive: true });
    writeExample(root, files);
    commit();
  };
  if (base) put(base);
  put(tree);
  const workspace = openWorkspace({ cwd: path, env: {}, root, now: () => new Date('2026-06-02T09:00:00Z') });
  const remembered = historyOf(history ?? null);
  return {
    root,
    all: async () => {
      if (base) return (await checkWithLog(workspace, { base: 'HEAD~1' }, { history: remembered })).findings;
      return check(workspace, {}, remembered).findings;
    },
    fix: () => fix(workspace, { unsafe: true }, remembered),
    preview: () => previewFix(workspace, { unsafe: true }, remembered),
  };
}

describe('the rules of doctor', () => {
  it('are all in the index, each in a file of its name', () => {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => path.replaceAll('\\', '/').replace(/\.ts$/, ''));
    expect(files.length).toBeGreaterThan(0);
    expect(RULES.map((rule) => rule.id)).toEqual(files.sort());
    expect(LOG_RULES).toEqual(RULES.filter((rule) => rule.checkLog));
  });
});

describe.each(RULES)('$id', (rule) => {
  const own = (findings: Finding[]): Finding[] => findings.filter((finding) => finding.rule === rule.id);

  it('finds the bad example, where it says', async () => {
    const [finding] = own(await projectWith(rule, rule.bad).all());
    expect(finding).toMatchObject({
      rule: rule.id,
      severity: rule.severity,
      path: rule.at.path.startsWith('../') ? rule.at.path.slice(3) : `work-items/${rule.at.path}`.replace(/\/$/, ''),
      line: rule.at.line ?? null,
    });
    if (rule.at.column !== undefined) expect(finding?.column).toBe(rule.at.column);
    expect(finding?.message).toMatch(/\S/);
    expect(finding?.help).toMatch(/\S/);
  });

  it('finds nothing in the good example, and nor does any other rule', async () => {
    expect(await projectWith(rule, rule.good).all()).toEqual([]);
  });

  it('has a fix that removes the finding, and a second time changes nothing', async () => {
    const { root, all, fix, preview } = projectWith(rule, rule.bad);
    const fixable = own(await all()).filter((finding) => finding.fix !== null);
    expect(fixable.length > 0).toBe(rule.fix !== undefined);
    if (rule.fix === undefined) return;
    expect(fixable[0]?.fix).toEqual(rule.fix);
    const before = treeOf(root);
    const previewed = preview();
    expect(treeOf(root)).toEqual(before);
    expect(fix()).toEqual(previewed);
    expect(own(await all()).filter((finding) => finding.fix !== null)).toEqual([]);
    const once = treeOf(root);
    for (const { path, after } of previewed.files) expect(readFileSync(join(root, path), 'utf8')).toBe(after);
    fix();
    expect(treeOf(root)).toEqual(once);
  });
});
