import { checkTree } from '../doctor/check-tree.ts';
import type { Finding } from '../doctor/finding.ts';
import { readTree } from '../store/read-tree.ts';
import type { Workspace } from './workspace.ts';

export interface CheckResult {
  root: string;
  findings: Finding[];
  summary: { items: number; errors: number; warnings: number; hints: number };
}

/** Checks the whole tree with every rule. */
export function check(workspace: Workspace): CheckResult {
  const tree = readTree(workspace.root);
  const findings = checkTree(tree);
  const countOf = (severity: Finding['severity']): number =>
    findings.filter((finding) => finding.severity === severity).length;
  return {
    root: workspace.root.path,
    findings,
    summary: {
      items: tree.items.length,
      errors: countOf('error'),
      warnings: countOf('warning'),
      hints: countOf('hint'),
    },
  };
}
