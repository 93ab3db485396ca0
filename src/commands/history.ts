import { type HistoryOptions, history } from '../api/history.ts';
import { harmless } from '../render/harmless.ts';
import type { CommandModule } from './command-module.ts';
import { count } from './options.ts';

/** `tickets history REF`. */
export const historyCommand: CommandModule = {
  define: (command) => {
    command
      .description(
        `Shows who changed which field, the status or the body of an item, in which commit, latest first. The item is followed
by its id, whatever directory it was in. An item that is gone is found by its whole id.`,
      )
      .argument('<ref>', 'id, slug, or unique start or end of an id')
      .option('--limit <n>', 'at most so many commits', count('--limit'))
      .option('--rev <rev>', 'the history of a commit (default: HEAD)');
  },
  examples: [
    { command: 'tickets history search-is-slow', explains: 'all of it' },
    { command: 'tickets history search-is-slow --limit 1 --json', explains: 'the last change, for a program' },
  ],
  run: async (context, [ref = ''], options) => {
    const result = await history(context.workspace(), ref, options as HistoryOptions);
    return {
      json: result,
      text: async (view) => {
        const { historyText } = await import('../render/history-text.ts');
        return historyText(harmless(result.entries), view);
      },
      ...(result.entries.length === 0 && { message: 'no commit has it' }),
      warnings: result.shallow ? ['this clone is shallow: older commits are not here (`git fetch --unshallow`)'] : [],
    };
  },
};
