import type { CheckOptions, CheckResult } from '../api/check.ts';
import type { CheckThreads } from '../api/check-threads.ts';
import { checkWithLog } from '../api/check-with-log.ts';
import { fix, previewFix } from '../api/fix.ts';
import { makeBaseline } from '../api/make-baseline.ts';
import { rootPrefix } from '../api/root-prefix.ts';
import { rule, rules } from '../api/rules.ts';
import { EXIT } from '../exit-code.ts';
import { diffText } from '../render/diff-text.ts';
import { FINDINGS_FORMATS } from '../render/findings-formats.ts';
import { findingsSummary } from '../render/findings-summary.ts';
import { harmlessJsonText } from '../render/harmless.ts';
import { ruleLine, ruleText } from '../render/rule-text.ts';
import type { View } from '../render/view.ts';
import { isSilent, leastSeverity, verdict } from './check-verdict.ts';
import type { CommandContext, Outcome } from './command-module.ts';
import { type DoctorOptions, type Format, readOutput } from './doctor-options.ts';
import { plural } from './plural.ts';

/** What `tickets doctor` does, with threads that help where some were started. */
export async function runDoctor(
  context: CommandContext,
  given: unknown[],
  rawOptions: Record<string, unknown>,
  threads?: CheckThreads,
): Promise<Outcome> {
  const options = rawOptions as DoctorOptions;
  const refs = (given.flat() as string[]).filter((ref) => ref !== undefined);
  if (options.listRules) return listOfRules();
  if (options.explain !== undefined) {
    const found = rule(options.explain);
    return { json: { rule: describeRule(found) }, text: ({ theme }) => ruleText(found, theme) };
  }
  const outputs = (options.output ?? []).map(readOutput);
  const workspace = context.workspace();
  const { staged, since, baseline, base } = options;
  const scope: CheckOptions = {
    refs,
    ...(staged && { staged }),
    ...(since !== undefined && { since }),
    ...(baseline !== undefined && { baseline }),
  };
  const unsafe = options.unsafeFixes === true;
  if (options.diff) {
    const preview = previewFix(workspace, { ...scope, unsafe });
    const files = preview.files.map(({ path }) => path);
    return {
      json: { root: workspace.root.path, fixed: preview.fixed, files, unread: preview.unread },
      text: () => diffText(preview, rootPrefix(workspace.root)),
      message: sentence([
        preview.fixed === 0
          ? 'nothing to repair'
          : `${plural(preview.fixed, 'repair')} in ${plural(files.length, 'file')}`,
        notComplete(preview.unread),
      ]),
      exitCode: preview.unread > 0 ? EXIT.fault : preview.fixed > 0 ? EXIT.refused : EXIT.done,
    };
  }
  const fixed = options.fix || unsafe ? fix(workspace, { ...scope, unsafe }).fixed : null;
  if (options.writeBaseline !== undefined) {
    const { text, findings, unread } = await makeBaseline(workspace);
    return {
      json: { root: workspace.root.path, baseline: options.writeBaseline, findings, unread },
      // A message may hold what a terminal acts on: escaped as JSON has it, the file can be read again.
      files: [{ path: options.writeBaseline, text: () => harmlessJsonText(text) }],
      message: sentence([`${plural(findings, 'finding')} in ${options.writeBaseline}`, notComplete(unread)]),
      exitCode: unread > 0 ? EXIT.fault : EXIT.done,
    };
  }
  const result = await checkWithLog(
    workspace,
    { ...scope, ...(base !== undefined && { base }) },
    { ...(threads && { threads }) },
  );
  const exitCode = verdict(result, options);
  const passed = exitCode === EXIT.done;
  // The tables that tell how wide a text is take longer to load than a small tree to check: a clean one has no text to show.
  const shown = result.findings.length > 0 ? await import('../render/findings-text.ts') : null;
  const render = (format: Format, view: View): string =>
    format === 'text'
      ? (shown?.findingsText(result, view, passed) ?? findingsSummary(result, view, passed))
      : FINDINGS_FORMATS[format](result, leastSeverity(options));
  return {
    json: { ...result, ...(fixed !== null && { fixed }) },
    text: (view) => {
      const format = options.format ?? 'text';
      if (format === 'text' && isSilent(result, exitCode, context.global.quiet)) return '';
      return format === 'text' && shown ? shown.findingsParts(result, view, passed) : render(format, view);
    },
    files: outputs.map(({ format, path }) => ({ path, text: (view) => render(format, view) })),
    message: summaryLine(result, fixed),
    exitCode,
  };
}

/** How much was looked at, and what was left out. */
function summaryLine({ summary }: CheckResult, fixed: number | null): string {
  const { items, ignored, known, gone, unread } = summary;
  return sentence([
    `${plural(items, 'item')} checked`,
    fixed !== null && `${fixed} repaired`,
    ignored > 0 && `${plural(ignored, 'finding')} ignored by tickets.yml`,
    known > 0 && `${plural(known, 'finding')} in the baseline`,
    gone !== null && gone > 0 && `${gone} of the baseline gone: write it anew`,
    notComplete(unread),
  ]);
}

function notComplete(unread: number): string | false {
  return unread > 0 && `not complete: ${plural(unread, 'file or directory', 'files or directories')} could not be read`;
}

function sentence(parts: readonly (string | false)[]): string {
  return parts.filter((part) => part !== false).join(', ');
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
