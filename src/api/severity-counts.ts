import type { Finding } from '../doctor/finding.ts';

export interface SeverityCounts {
  errors: number;
  warnings: number;
  hints: number;
}

/** How many findings there are of each severity. */
export function severityCounts(findings: readonly Finding[]): SeverityCounts {
  const countOf = (severity: Finding['severity']): number =>
    findings.filter((finding) => finding.severity === severity).length;
  return { errors: countOf('error'), warnings: countOf('warning'), hints: countOf('hint') };
}
