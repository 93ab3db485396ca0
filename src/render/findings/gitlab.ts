import type { CheckResult } from '../../api/check.ts';
import type { Severity } from '../../doctor/finding.ts';
import { harmlessJson } from '../harmless.ts';

const SEVERITY: Record<Severity, string> = { error: 'major', warning: 'minor', hint: 'info' };

/** A Code Quality report of GitLab: an array, empty where nothing was found. */
export function gitlabFindings({ findings }: CheckResult): string {
  const report = findings.map(({ rule, severity, path, line, endLine, message, fingerprint }) => ({
    description: message,
    check_name: rule,
    fingerprint,
    severity: SEVERITY[severity],
    // GitLab leaves out what has no line: a finding about a whole file stands at its first.
    location: { path, lines: { begin: line ?? 1, ...(line !== null && endLine !== null && { end: endLine }) } },
  }));
  return `${harmlessJson(report)}\n`;
}
