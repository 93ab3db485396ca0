import { type CheckResult, check } from '../api/check.ts';
import { fix, previewFix } from '../api/fix.ts';
import { rule, rules } from '../api/rules.ts';
import { diffText } from '../render/diff-text.ts';
import { FINDINGS_FORMATS } from '../render/findings-formats.ts';
import { findingsText } from '../render/findings-text.ts';
import { ruleLine, ruleText } from '../render/rule-text.ts';
import type { CommandModule, Outcome } from './command-module.ts';
import { checked, choice, count } from './options.ts';

type Severity = CheckResult['findings'][number]['severity'];

interface Options {
  format?: 'text' | keyof typeof FINDINGS_FORMATS;
  fix?: boolean;
  unsafeFixes?: boolean;
  diff?: boolean;
  strict?: boolean;
  failOn?: Severity;
  maxWarnings?: number;
  explain?: string;
  listRules?: boolean;
}

const FORMATS = ['text', ...(Object.keys(FINDINGS_FORMATS) as (keyof typeof FINDINGS_FORMATS)[])] as const;
const SEVERITIES = ['error', 'warning', 'hint'] as const;

/** `tickets doctor`. */
export const doctor: CommandModule = {
  define: (command) => {
    command
      .description(
        `Checks the layout, every front matter and every log, and the remains of the legacy tracker. Exits 1 when it
finds an error; warnings and hints alone pass, unless --strict or --fail-on says otherwise.`,
      )
      .argument('[ref...]', 'only these items; rules over the whole tree see all of it')
      .option('--format <format>', FORMATS.join(', '), choice('format', FORMATS))
      .option('--fix', 'make the safe repairs')
      .option('--unsafe-fixes', 'make the repairs that someone should look at, too')
      .option('--diff', 'show what would be repaired, and exit 1 if anything would')
      .option('--strict', 'fail on warnings, too')
      .option(
        '--fail-on <severity>',
        `the least severity that fails: ${SEVERITIES.join(', ')}`,
        choice('severity', SEVERITIES),
      )
      .option('--max-warnings <n>', 'fail when there are more', count('--max-warnings'))
      .option('--explain <rule>', 'what a rule is for, with examples')
      .option('--list-rules', 'all rules, with severity and fix');
  },
  examples: [
    { command: 'tickets doctor', explains: 'doctor: ok, or what is wrong and where' },
    { command: 'tickets doctor --list-rules', explains: 'what it looks for' },
    { command: 'tickets doctor --explain front-matter/invalid-yaml', explains: 'why a rule is there' },
    { command: 'tickets doctor search-is-slow --strict', explains: 'one item, warnings too' },
    { command: 'tickets doctor --format github', explains: 'as annotations of a pull request' },
  ],
  run: async (context, given, rawOptions) => {
    const options = rawOptions as Options;
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
  },
};

function outcome(result: CheckResult, options: Options, fixed: number | null): Outcome {
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

function leastSeverity({ strict, failOn }: Options): Severity {
  return failOn ?? (strict ? 'warning' : 'error');
}

function fails({ summary }: CheckResult, options: Options): boolean {
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
