import { EXIT } from '../exit-code.ts';
import { harmless } from '../render/harmless.ts';
import type { CommandModule } from './command-module.ts';

/** `tickets resolve`. */
export const resolveCommand: CommandModule = {
  writes: true,
  define: (command) => {
    command
      .description(
        `Settles the items in a merge, rebase, cherry-pick, revert or stash that stopped in conflict, or after a merge that went
through: item by item, wherever git put their files. Logs become one log, fields are merged one by one, and the result is
staged. What only a person can settle, such as two different titles, is left between the lines of a conflict, and named.

Exits 0 when nothing is left to settle, 1 when something is. Safe to repeat. Files that belong to no item are left to git.`,
      )
      .option('--dry-run', 'say what would be done, and do nothing');
  },
  examples: [
    {
      command: 'tickets resolve',
      explains: 'after git stopped with conflicts; then git commit, or git rebase --continue',
    },
    { command: 'tickets resolve --dry-run', explains: 'what it would do' },
  ],
  run: async (context, _args, options) => {
    const { resolve } = await import('../api/resolve.ts');
    const { resolveText, resolveSummary } = await import('../render/resolve-text.ts');
    const dryRun = options.dryRun === true;
    const result = resolve(context.workspace(), { dryRun });
    const message = resolveSummary(result, dryRun);
    return {
      json: { ...result, dryRun },
      text: (view) => resolveText(harmless(result), view),
      ...(message !== '' && { message }),
      exitCode: result.conflicts.length > 0 ? EXIT.refused : EXIT.done,
    };
  },
};
