import { setStatus } from '../api/write.ts';
import { STATUSES } from '../format/status.ts';
import { readBody } from '../terminal/read-body.ts';
import type { CommandModule } from './command-module.ts';
import { addAuthorOption, addBodyOptions, choice } from './options.ts';
import { statusOutcome } from './status-outcome.ts';

/** `tickets status REF STATUS`. */
export const status: CommandModule = {
  writes: true,
  define: (command) => {
    command
      .description(
        `Moves an item, with an event that says from where to where. To closed it does what close does. To the
status that the item has it does nothing. It never waits for a text.`,
      )
      .argument('<ref>', 'id, slug, or unique start or end of an id')
      .argument('<status>', STATUSES.join(', '));
    addAuthorOption(addBodyOptions(command));
  },
  examples: [
    { command: 'tickets status search-is-slow pending', explains: 'put it aside' },
    { command: 'tickets status search-is-slow open -m "The design is settled."', explains: 'and say why' },
  ],
  run: async (context, [ref = '', wanted = ''], given) => {
    const { author, ...options } = given as { author?: string; message?: string[]; file?: string };
    const to = choice('status', STATUSES)(wanted);
    const workspace = context.workspace();
    const request = { what: 'the reason', ask: false };
    const result = await readBody(context.io, options, request, async (body) =>
      setStatus(workspace, ref, { status: to, ...(body !== undefined && { body }) }, { author }),
    );
    return statusOutcome(workspace.root.path, result);
  },
};
