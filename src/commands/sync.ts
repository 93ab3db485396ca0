import { type SyncOptions, type SyncResult, sync } from '../api/sync.ts';
import { TicketsError } from '../tickets/tickets-error.ts';
import type { CommandModule } from './command-module.ts';
import { plural } from './plural.ts';

/** `tickets sync`. */
export const syncCommand: CommandModule = {
  writes: true,
  define: (command) => {
    command
      .description(
        `Brings this branch and the one that it follows together: fetches, merges, settles the items as resolve does,
verifies that no event is lost on either side, and pushes. Where someone else pushed first, it starts anew. It never
forces, and merges aside: where something needs a person, it says what, and files, index and branch are as they were.`,
      )
      .option('--commit', 'commit the changes of work items first, and nothing else that is staged')
      .option('-m, --message <text>', 'what that commit says (default: Update work items)');
  },
  examples: [
    { command: 'tickets sync', explains: 'what is committed' },
    { command: 'tickets sync --commit', explains: 'with what was written since' },
  ],
  run: async (context, _args, options) => {
    const { commit, message } = options as SyncOptions;
    if (message !== undefined && !commit) {
      throw new TicketsError('usage', '--message is what the commit says', 'add --commit');
    }
    const result = await sync(context.workspace(), options as SyncOptions);
    return { json: result, message: summary(result) };
  },
};

function summary({ branch, upstream, committed, pulled, pushed, merged }: SyncResult): string {
  const parts = [
    committed !== null && `committed ${committed.slice(0, 7)}`,
    pulled > 0 && `${plural(pulled, 'commit')} pulled`,
    merged !== null && `merged as ${merged.slice(0, 7)}`,
    pushed > 0 && `${plural(pushed, 'commit')} pushed`,
  ].filter((part) => part !== false);
  return `${branch} and ${upstream}: ${parts.length > 0 ? parts.join(', ') : 'the same'}`;
}
