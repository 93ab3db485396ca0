import type { CheckResult } from '../api/check.ts';
import { EXIT } from '../exit-code.ts';
import { type DoctorOptions, SEVERITIES, type Severity } from './doctor-options.ts';

/** The exit code that the findings of a check come to. */
export function verdict({ summary }: Pick<CheckResult, 'summary'>, options: DoctorOptions): number {
  if (summary.unread > 0) return EXIT.fault;
  const counts = { error: summary.errors, warning: summary.warnings, hint: summary.hints };
  const counted = SEVERITIES.slice(0, SEVERITIES.indexOf(leastSeverity(options)) + 1);
  if (counted.some((severity) => counts[severity] > 0)) return EXIT.refused;
  const { maxWarnings } = options;
  return maxWarnings !== undefined && summary.warnings > maxWarnings ? EXIT.refused : EXIT.done;
}

/** Whether a check says nothing on stdout: all is well, and nobody wants to hear that. */
export function isSilent({ findings }: Pick<CheckResult, 'findings'>, exitCode: number, quiet = false): boolean {
  return quiet && findings.length === 0 && exitCode === EXIT.done;
}

/** The least severity that fails. */
export function leastSeverity({ strict, failOn }: DoctorOptions): Severity {
  return failOn ?? (strict ? 'warning' : 'error');
}
