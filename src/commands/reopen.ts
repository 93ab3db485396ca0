import { reopen, resolveItem } from '../api/write.ts';
import { readBody } from '../terminal/read-body.ts';
import { refuseUnlessClosed } from '../tickets/change-status.ts';
import type { CommandModule } from './command-module.ts';
import { addAuthorOption, addBodyOptions } from './options.ts';
import { statusOutcome } from './status-outcome.ts';

/** `tickets reopen REF`. */
export const reopenCommand: CommandModule = {
  writes: true,
  define: (command) => {
    command
      .description('Moves a closed item back to open/. Its resolution stays in the log; resolution.md is removed.')
      .argument('<ref>', 'id, slug, or unique start or end of an id');
    addAuthorOption(addBodyOptions(command));
  },
  examples: [{ command: 'tickets reopen search-is-slow -m "It is slow again."', explains: 'and say why' }],
  run: async (context, [ref = ''], given) => {
    const { author, ...options } = given as { author?: string; message?: string[]; file?: string };
    const workspace = context.workspace();
    const item = resolveItem(workspace, ref);
    // Known before a text is asked for.
    refuseUnlessClosed(item);
    const { id } = item;
    const request = { what: `the reason to reopen ${id}`, ask: true, optional: true };
    const result = await readBody(context.io, options, request, async (text) =>
      reopen(workspace, id, text ?? '', { author }),
    );
    return statusOutcome(workspace.root.path, result);
  },
};
