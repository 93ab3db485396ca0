import type { CheckResult } from '../api/check.ts';
import type { FINDINGS_FORMATS } from '../render/findings-formats.ts';
import type { CommandModule } from './command-module.ts';
import { choice, count } from './options.ts';

export type Severity = CheckResult['findings'][number]['severity'];

/** The names that `--format` knows. */
export const FORMATS = ['text', 'github', 'gitlab', 'sarif', 'junit'] as const satisfies readonly (
  | 'text'
  | keyof typeof FINDINGS_FORMATS
)[];
export const SEVERITIES = ['error', 'warning', 'hint'] as const satisfies readonly Severity[];

export interface DoctorOptions {
  format?: (typeof FORMATS)[number];
  fix?: boolean;
  unsafeFixes?: boolean;
  diff?: boolean;
  strict?: boolean;
  failOn?: Severity;
  maxWarnings?: number;
  explain?: string;
  listRules?: boolean;
}

/** `tickets doctor`. */
export const doctor: CommandModule = {
  writes: true,
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
  run: async (context, given, options) => {
    // Eighty rules and their formats: no other command should pay for reading them.
    const { runDoctor } = await import('./run-doctor.ts');
    return runDoctor(context, given, options);
  },
};
