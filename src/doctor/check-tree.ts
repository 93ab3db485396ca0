import type { Tree } from '../tickets/tree.ts';
import type { Finding } from './finding.ts';
import { RULES } from './rules/index.ts';

/** All findings of all rules, by path and line. */
export function checkTree(tree: Tree): Finding[] {
  const findings = RULES.flatMap(({ id, severity, check }) =>
    check(tree).map((report) => ({ rule: id, severity, ...report })),
  );
  const key = (finding: Finding): string =>
    `${finding.path}\0${String(finding.line ?? 0).padStart(9, '0')}\0${finding.rule}`;
  return findings.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}
