import type { Workspace } from '../api/workspace.ts';
import { close, resolveItem } from '../api/write.ts';
import { readBody } from '../terminal/read-body.ts';
import { refuseClosed } from '../tickets/change-status.ts';
import { TicketsError } from '../tickets/tickets-error.ts';
import type { CommandModule } from './command-module.ts';
import { addAuthorOption, addBodyOptions } from './options.ts';
import { statusOutcome } from './status-outcome.ts';

interface Options {
  resolution?: string;
  author?: string;
  message?: string[];
  file?: string;
}

/** `tickets close REF`. */
export const closeCommand: CommandModule = {
  writes: true,
  define: (command) => {
    command
      .description(
        `Closes an item: the resolution goes into the log and into resolution.md, and the item moves to closed/.
Without a text it is "Closed."`,
      )
      .argument('<ref>', 'id, slug, or unique start or end of an id')
      .option('--resolution <text>', 'the resolution, as the old script took it');
    addAuthorOption(addBodyOptions(command));
  },
  examples: [
    { command: 'tickets close search-is-slow -m "0.2 s for 100 items, measured."', explains: 'with a resolution' },
    { command: 'tickets close search-is-slow --file resolution.md', explains: 'from a file' },
    { command: 'tickets close search-is-slow --resolution Done', explains: 'as the old script was called' },
  ],
  run: async (context, [ref = ''], given) => {
    const { resolution, author, ...options } = given as Options;
    if (resolution !== undefined && (options.message !== undefined || options.file !== undefined)) {
      throw new TicketsError('usage', '--resolution and -m or --file both give the text', 'use one of them');
    }
    const workspace = context.workspace();
    const body = resolution === undefined ? options : { message: [resolution] };
    const id = body.message === undefined ? itemToClose(workspace, ref) : ref;
    const request = { what: `the resolution of ${id}`, ask: true, optional: true };
    const result = await readBody(context.io, body, request, async (text) =>
      close(workspace, id, text ?? '', { author }),
    );
    return statusOutcome(workspace.root.path, result);
  },
};

/** Known before a text is asked for. */
function itemToClose(workspace: Workspace, ref: string): string {
  const item = resolveItem(workspace, ref);
  refuseClosed(item);
  return item.id;
}
