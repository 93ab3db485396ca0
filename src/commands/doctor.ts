import { startCheckThreads } from '../api/check-threads.ts';
import type { CommandModule } from './command-module.ts';
import { checkExitCode, type DoctorOptions, FORMATS, readFormat, SEVERITIES } from './doctor-options.ts';
import { choice, collect, count } from './options.ts';
import { refuseContradictions } from './refuse-contradictions.ts';
import { keepHeapSmall } from './small-heap.ts';

/** `tickets doctor`. */
export const doctor: CommandModule = {
  writes: true,
  define: (command) => {
    command
      .description(
        `Checks the layout, every front matter and every log, and the remains of the legacy tracker. tickets.yml in the
root sets severities, and ignores what is known.

Exits 0 when nothing fails, 1 when it finds an error (warnings and hints alone pass, unless --strict or --fail-on
says otherwise), 2 for a command line or a tickets.yml that makes no sense, 3 when it could not check everything.`,
      )
      .argument('[ref...]', 'only these items; rules over the whole tree see all of it')
      .option('--staged', 'only what is staged, with the content that is staged')
      .option('--since <rev>', 'only what changed since this branch parted from a revision')
      .option('--base <rev>', 'what `verify --base` finds, too: the logs may only have grown since')
      .option('--format <format>', FORMATS.join(', '), readFormat)
      .option('-o, --output <format=file>', 'write a report to a file, too; may be given several times', collect)
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
      .option('--baseline <file>', 'leave out the findings that are in this file')
      .option('--write-baseline <file>', 'write the findings of today to a file for --baseline')
      .option('--explain <rule>', 'what a rule is for, with examples')
      .option('--list-rules', 'all rules, with severity and fix');
  },
  examples: [
    { command: 'tickets doctor', explains: 'doctor: ok, or what is wrong and where' },
    { command: 'tickets doctor --list-rules', explains: 'what it looks for' },
    { command: 'tickets doctor --explain front-matter/invalid-yaml', explains: 'why a rule is there' },
    { command: 'tickets doctor search-is-slow --strict', explains: 'one item, warnings too' },
    { command: 'tickets doctor --format github', explains: 'as annotations of a pull request' },
    { command: 'tickets doctor -o sarif=doctor.sarif -o junit=doctor.xml', explains: 'reports for other programs' },
    { command: 'tickets doctor --write-baseline doctor-baseline.json', explains: 'adopt it in an old tree' },
    { command: 'tickets doctor --baseline doctor-baseline.json', explains: 'only what is new since then' },
    { command: 'tickets doctor --staged', explains: 'before a commit' },
  ],
  exitCode: checkExitCode,
  run: async (context, given, options) => {
    const chosen = options as DoctorOptions;
    refuseContradictions(
      given.flat().some((ref) => ref !== undefined),
      chosen,
      context.global.json === true,
    );
    const { listRules, explain, diff, writeBaseline } = chosen;
    keepHeapSmall();
    // Threads get ready while this one reads the rules.
    const threads =
      listRules || explain !== undefined || diff || writeBaseline !== undefined
        ? undefined
        : startCheckThreads(context.workspace());
    // Eighty rules and their formats: no other command should pay for reading them.
    const { runDoctor } = await import('./run-doctor.ts');
    return runDoctor(context, given, options, threads);
  },
};
