import { type CheckResult, check } from '../api/check.ts';
import { fix, previewFix } from '../api/fix.ts';
import { rule, rules } from '../api/rules.ts';
import { diffText } from '../render/diff-text.ts';
import { FINDINGS_FORMATS } from '../render/findings-formats.ts';
import { findingsText } from '../render/findings-text.ts';
import { ruleLine, ruleText } from '../render/rule-text.ts';
import type { CommandContext, Outcome } from './command-module.ts';
import { type DoctorOptions, SEVERITIES, type Severity } from './doctor.ts';
import { checked } from './options.ts';

/** What `tickets doctor` does. */
export async function runDoctor(
  context: CommandContext,
  given: unknown[],
  rawOptions: Record<string, unknown>,
): Promise<Outcome> {
  const options = rawOptions as DoctorOptions;
  if (options.listRules) return listOfRules();
  if (options.explain !== undefined) {
    const found = checked(rule)(options.explain);
    return { json: { rule: describeRule(found) }, text: ({ theme }) => ruleText(found, theme) };
  }
  const refs = (given.flat() as string[]).filter((ref) => ref !== undefined);
  const workspace = context.workspace();
  const unsafe = options.unsafeFixes === true;
  if (options.diff) {
    const preview = previewFix(workspace, { refs, unsafe });
    const files = preview.files.map(({ path }) => path);
    return {
      json: { root: workspace.root.path, fixed: preview.fixed, files },
      text: () => diffText(preview),
      message:
        preview.fixed === 0
          ? 'nothing to repair'
          : `${plural(preview.fixed, 'repair')} in ${plural(files.length, 'file')}`,
      exitCode: preview.fixed > 0 ? 1 : 0,
    };
  }
  const fixed = options.fix || unsafe ? fix(workspace, { refs, unsafe }) : null;
  return outcome(check(workspace, { refs }), options, fixed?.fixed ?? null);
}

function outcome(result: CheckResult, options: DoctorOptions, fixed: number | null): Outcome {
  const failed = fails(result, options);
  const { items } = result.summary;
  const looked = `${plural(items, 'item')} checked`;
  const format = options.format ?? 'text';
  return {
    json: { ...result, ...(fixed !== null && { fixed }) },
    text: (view) =>
      format === 'text'
        ? findingsText(result, view, !failed)
        : FINDINGS_FORMATS[format](result, leastSeverity(options)),
    message: fixed === null ? looked : `${looked}, ${fixed} repaired`,
    exitCode: failed ? 1 : 0,
  };
}

function leastSeverity({ strict, failOn }: DoctorOptions): Severity {
  return failOn ?? (strict ? 'warning' : 'error');
}

function fails({ summary }: CheckResult, options: DoctorOptions): boolean {
  const counts = { error: summary.errors, warning: summary.warnings, hint: summary.hints };
  const counted = SEVERITIES.slice(0, SEVERITIES.indexOf(leastSeverity(options)) + 1);
  if (counted.some((severity) => counts[severity] > 0)) return true;
  return options.maxWarnings !== undefined && summary.warnings > options.maxWarnings;
}

function listOfRules(): Outcome {
  return {
    json: { rules: rules().map(describeRule) },
    text: () => `${rules().map(ruleLine).join('\n')}\n`,
  };
}

function describeRule({ id, severity, summary, why, help, fix: repair }: ReturnType<typeof rule>) {
  return { id, severity, summary, why, help, fix: repair ?? null };
}

function plural(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}
