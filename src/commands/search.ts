import { type SearchOptions, search } from '../api/search.ts';
import { harmless } from '../render/harmless.ts';
import { searchText } from '../render/search-text.ts';
import type { CommandModule } from './command-module.ts';
import { count, statusOption } from './options.ts';

/** `tickets search TEXT`. */
export const searchCommand: CommandModule = {
  define: (command) => {
    command
      .description(
        `Finds the lines of items, events and resolutions that hold a text, in any language. Capital letters count
only if the text has some.`,
      )
      .argument('<text>', 'the text, as it stands')
      .addOption(statusOption('all'))
      .option('--case-sensitive', 'capital letters always count')
      .option('--limit <n>', 'at most so many lines', count('--limit'));
  },
  examples: [
    { command: 'tickets search timeout', explains: 'anywhere' },
    { command: 'tickets search "遅い" --status open', explains: 'in open items' },
  ],
  run: async (context, [text = ''], given) => {
    const result = search(context.workspace(), text, given as SearchOptions);
    return {
      json: result,
      text: (view) => searchText(harmless(result.matches), view),
      ...(result.matches.length === 0 && { message: 'no match' }),
      warnings: result.problems.map((problem) => problem.message),
    };
  },
};
