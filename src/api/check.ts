import { relative } from 'node:path';
import { RULES } from '../doctor/all-rules.ts';
import { checkTree } from '../doctor/check-tree.ts';
import type { Finding } from '../doctor/finding.ts';
import { readItems, readLayout } from '../store/read-tree.ts';
import type { Workspace } from './workspace.ts';

export interface CheckResult {
  root: string;
  findings: Finding[];
  summary: { items: number; errors: number; warnings: number; hints: number };
}

/** Checks the whole tree with every rule. */
export function check(workspace: Workspace): CheckResult {
  const { root } = workspace;
  const { findings: checked, items } = checkTree({
    rules: RULES,
    layout: readLayout(root),
    items: readItems(root.path),
    context: { now: workspace.now() },
    prefix: relative(root.project, root.path).replaceAll('\\', '/'),
  });
  const findings = checked.map(({ finding }) => finding);
  const countOf = (severity: Finding['severity']): number =>
    findings.filter((finding) => finding.severity === severity).length;
  return {
    root: root.path,
    findings,
    summary: { items, errors: countOf('error'), warnings: countOf('warning'), hints: countOf('hint') },
  };
}
