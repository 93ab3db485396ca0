import { claim, unclaim } from '../api/write.ts';
import type { CommandModule } from './command-module.ts';
import { addAuthorOption } from './options.ts';

interface Options {
  force?: boolean;
  author?: string;
}

/** `tickets claim REF`. */
export const claimCommand: CommandModule = {
  writes: true,
  define: (command) => {
    command
      .description(
        `Makes you the assignee of an item that has none, in one step: of several at once exactly one gets it, and the
others are told who did (exit 1). Your own item stays as it is.`,
      )
      .argument('<ref>', 'id, slug, or unique start or end of an id')
      .option('--force', 'take it from somebody else; the event says so');
    addAuthorOption(command);
  },
  examples: [
    { command: 'tickets claim search-is-slow', explains: 'work on it' },
    { command: 'tickets claim search-is-slow --force --author ann', explains: 'whoever has it' },
  ],
  run: async (context, [ref = ''], given) => {
    const workspace = context.workspace();
    const result = claim(workspace, ref, given as Options);
    const from = result.before === null ? '' : ` (before: ${result.before})`;
    const message =
      result.event === null
        ? `${result.id} is ${result.assignee}'s already`
        : `${result.id}: claimed by ${result.assignee}${from}`;
    return { json: { root: workspace.root.path, ...result }, message };
  },
};

/** `tickets unclaim REF`. */
export const unclaimCommand: CommandModule = {
  writes: true,
  define: (command) => {
    command
      .description('Takes your name off an item: it has no assignee then.')
      .argument('<ref>', 'id, slug, or unique start or end of an id')
      .option('--force', "also if it is somebody else's; the event says so");
    addAuthorOption(command);
  },
  examples: [{ command: 'tickets unclaim search-is-slow --force', explains: 'leave it to others' }],
  run: async (context, [ref = ''], given) => {
    const workspace = context.workspace();
    const result = unclaim(workspace, ref, given as Options);
    const message =
      result.event === null ? `${result.id} has no assignee` : `${result.id}: released (before: ${result.before})`;
    return { json: { root: workspace.root.path, ...result }, message };
  },
};
