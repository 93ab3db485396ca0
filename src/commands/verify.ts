import type { CommandModule } from './command-module.ts';
import { checkExitCode, FORMATS, readFormat, SEVERITIES } from './doctor-options.ts';
import { choice, collect } from './options.ts';

/** `tickets verify --base REV`. */
export const verifyCommand: CommandModule = {
  define: (command) => {
    command
      .description(
        `Proves that the logs only grew: every event of the base is in the head, in its order, byte for byte, in the item that
it was in; new events fit their ids; no item is gone or in two places. Each merge between the two is compared with
all of its parents. Both are commits: files are not looked at. No tickets.yml changes what it finds.

Exits 0 when all is there, 1 when something is not, 2 for a command line that makes no sense, 3 when it could not
compare, with what to fetch.`,
      )
      .requiredOption('--base <rev>', 'required: the commit whose events must all be there')
      .option('--head <rev>', 'the commit that is checked (default: HEAD)')
      .option('--merge-base', 'compare with where the two parted, not with the base itself')
      .option('--format <format>', FORMATS.join(', '), readFormat)
      .option('-o, --output <format=file>', 'write a report to a file, too; may be given several times', collect)
      .option('--strict', 'fail on warnings, too: texts that were taken out')
      .option(
        '--fail-on <severity>',
        `the least severity that fails: ${SEVERITIES.join(', ')}`,
        choice('severity', SEVERITIES),
      );
  },
  examples: [
    { command: 'tickets verify --base HEAD~1', explains: 'the last commit' },
    { command: 'tickets verify --base HEAD^1 --format github', explains: "a pull request's merge commit, in CI" },
    { command: 'tickets verify --base main --merge-base', explains: 'this branch, whatever happened on main' },
  ],
  exitCode: checkExitCode,
  run: async (context, _args, options) => {
    const { runVerify } = await import('./run-verify.ts');
    return runVerify(context, options);
  },
};
