import type { DoctorConfig, Ignore } from './doctor-config.ts';
import type { Finding } from './finding.ts';
import type { CheckedFinding } from './make-findings.ts';

export interface ConfiguredFindings {
  findings: CheckedFinding[];
  /** How many an entry of `ignore` took away. */
  ignored: number;
  /** The entries that fitted nothing. */
  unused: Ignore[];
}

/**
 * Gives findings the severities that a team chose, and takes away what it ignores. Every rule has run before: what is
 * ignored of one never changes the verdict of another.
 */
export function applyConfig(findings: readonly CheckedFinding[], config: DoctorConfig): ConfiguredFindings {
  const used = new Set<Ignore>();
  const kept: CheckedFinding[] = [];
  let ignored = 0;
  for (const checked of findings) {
    const severity = config.severities.get(checked.finding.rule) ?? checked.finding.severity;
    if (severity === 'off') continue;
    const fitting = config.ignores.filter((ignore) => fits(ignore, checked.finding));
    for (const ignore of fitting) used.add(ignore);
    if (fitting.length > 0) ignored += 1;
    else if (severity === checked.finding.severity) kept.push(checked);
    else kept.push({ ...checked, finding: { ...checked.finding, severity } });
  }
  return { findings: kept, ignored, unused: config.ignores.filter((ignore) => !used.has(ignore)) };
}

function fits({ rule, item, path, fingerprint }: Ignore, finding: Finding): boolean {
  return (
    rule === finding.rule &&
    (item === null || item === finding.item) &&
    (path === null || path === finding.path || finding.path.startsWith(`${path}/`)) &&
    (fingerprint === null || fingerprint === finding.fingerprint)
  );
}
