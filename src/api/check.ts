import { relative } from 'node:path';
import { RULES } from '../doctor/all-rules.ts';
import { type CheckedFinding, checkTree } from '../doctor/check-tree.ts';
import type { Finding } from '../doctor/finding.ts';
import { placesIn, readItems, readLayout } from '../store/read-tree.ts';
import { resolveRef } from '../store/resolve-ref.ts';
import type { Workspace } from './workspace.ts';

export interface CheckOptions {
  /** Only the findings of these items, and those of the tree as a whole that name them. Default: everything. */
  refs?: readonly string[];
}

export interface CheckResult {
  root: string;
  findings: Finding[];
  summary: { items: number; errors: number; warnings: number; hints: number };
}

/** Checks the whole tree with every rule. */
export function check(workspace: Workspace, options: CheckOptions = {}): CheckResult {
  const { findings: checked, items } = runChecks(workspace, options);
  const findings = checked.map(({ finding }) => finding);
  const countOf = (severity: Finding['severity']): number =>
    findings.filter((finding) => finding.severity === severity).length;
  return {
    root: workspace.root.path,
    findings,
    summary: { items, errors: countOf('error'), warnings: countOf('warning'), hints: countOf('hint') },
  };
}

/** The findings with their repairs. Rules over the whole tree see all of it, whichever items are asked for. */
export function runChecks(
  workspace: Workspace,
  { refs = [] }: CheckOptions,
): { findings: CheckedFinding[]; items: number } {
  const { root } = workspace;
  const ids = new Set(refs.map((ref) => resolveRef(root.path, ref).id));
  const isWanted = (id: string | null): boolean => ids.size === 0 || (id !== null && ids.has(id));
  const layout = readLayout(root);
  const { findings, items } = checkTree({
    rules: RULES,
    layout,
    items: readItems(root.path, placesIn(layout)),
    context: { now: workspace.now() },
    prefix: relative(root.project, root.path).replaceAll('\\', '/'),
    wanted: (item) => isWanted(item.id),
  });
  return { findings: findings.filter(({ finding }) => isWanted(finding.item)), items: ids.size || items };
}
