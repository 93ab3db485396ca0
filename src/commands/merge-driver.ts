import { EXIT } from '../exit-code.ts';
import type { CommandModule } from './command-module.ts';
import { choice } from './options.ts';

/** `tickets merge-driver KIND %O %A %B %P`: what git calls for a file of ours that both sides changed. */
export const mergeDriverCommand: CommandModule = {
  define: (command) => {
    command
      .description(
        `Merges one file for git, which calls it as a merge driver: a log (thread), an item.md (item) or a seal (digest).
Reads base, ours and theirs, and writes the result to ours. Exits 0 where everything is merged, 1 where a conflict is left in it.`,
      )
      .argument('<kind>', 'thread, item or digest')
      .argument('<base>', '%O: the version that both come from')
      .argument('<ours>', '%A: our version, which gets the result')
      .argument('<theirs>', '%B: their version')
      .argument('<path>', '%P: the path in the repository');
  },
  examples: [
    {
      command: "git config merge.tickets-thread.driver 'tickets merge-driver thread %O %A %B %P'",
      explains: 'what git is told, with merge=tickets-thread in .gitattributes',
    },
    {
      command:
        'tickets merge-driver item base.md ours.md theirs.md work-items/open/20260601-090000-search-is-slow/item.md',
      explains: 'by hand',
    },
  ],
  run: async ({ io }, [kind = '', base = '', ours = '', theirs = '', path = '']) => {
    const { DRIVER_KINDS, mergeDriver } = await import('../api/merge-driver.ts');
    const result = mergeDriver(choice('kind of file', DRIVER_KINDS)(kind), { base, ours, theirs, path }, io.cwd);
    const { conflicts } = result;
    const isApart = conflicts.length === 1 && conflicts[0] === kind;
    const what = isApart ? 'git took two different files for one' : `both sides changed ${conflicts.join(', ')}`;
    return {
      json: result,
      ...(conflicts.length > 0 && { warnings: [`${path}: ${what}; \`tickets resolve\` settles what can be`] }),
      exitCode: conflicts.length > 0 ? EXIT.refused : EXIT.done,
    };
  },
};
