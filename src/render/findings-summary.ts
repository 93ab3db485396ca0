import type { CheckResult } from '../api/check.ts';
import type { Finding, FixSafety } from '../doctor/finding.ts';
import type { View } from './view.ts';

/** What findings come to, as whole lines; all that is shown of a clean tree. */
export function findingsSummary(
  { findings, summary }: CheckResult,
  { theme }: View,
  passed: boolean,
  checker: 'doctor' | 'verify' = 'doctor',
): string {
  const lines: string[] = [];
  if (passed) lines.push(theme.good(`${checker}: ok`));
  const counts = [
    plural(summary.errors, 'error'),
    plural(summary.warnings, 'warning'),
    plural(summary.hints, 'hint'),
  ].filter((text) => text !== '');
  if (counts.length > 0)
    lines.push(`${checker}: ${counts.join(', ')} in ${plural(summary.items, 'item') || 'no items'}`);
  const repairs = repairsText(findings);
  if (repairs !== '') lines.push(`${checker}: ${repairs}`);
  // A run that failed without a finding has its reason told elsewhere.
  return lines.map((line) => `${line}\n`).join('');
}

function repairsText(findings: readonly Finding[]): string {
  const countOf = (safety: FixSafety): number => findings.filter(({ fix }) => fix?.safety === safety).length;
  const [safe, unsafe] = [countOf('safe'), countOf('unsafe')];
  if (safe === 0) return unsafe === 0 ? '' : `${unsafe} fixable with --unsafe-fixes`;
  return `${safe} fixable with --fix${unsafe === 0 ? '' : `, ${unsafe} more with --unsafe-fixes`}`;
}

function plural(count: number, word: string): string {
  return count === 0 ? '' : `${count} ${word}${count === 1 ? '' : 's'}`;
}
