import { resolveItem, writeEvent } from '../api/write.ts';
import type { Verdict } from '../format/event-kinds.ts';
import { readBody } from '../terminal/read-body.ts';
import { TicketsError } from '../tickets/tickets-error.ts';
import type { CommandModule } from './command-module.ts';
import { addAuthorOption, addBodyOptions } from './options.ts';

interface Options {
  approve?: boolean;
  requestChanges?: boolean;
  author?: string;
  message?: string[];
  file?: string;
}

/** `tickets review REF --approve|--request-changes`. */
export const review: CommandModule = {
  writes: true,
  define: (command) => {
    command
      .description("Adds a review with its verdict to an item's log. The item stays where it is.")
      .argument('<ref>', 'id, slug, or unique start or end of an id')
      .option('--approve', 'it is good')
      .option('--request-changes', 'it needs work');
    addAuthorOption(addBodyOptions(command));
  },
  examples: [
    { command: 'tickets review search-is-slow --approve -m "Measured: 0.2 s."', explains: 'approve' },
    {
      command: 'tickets review search-is-slow --request-changes --file review.md',
      explains: 'with the findings in a file',
    },
  ],
  run: async (context, [ref = ''], given) => {
    const { approve, requestChanges, author, ...body } = given as Options;
    const verdict = verdictOf(approve === true, requestChanges === true);
    const workspace = context.workspace();
    // A text that has to be asked for is asked for an item that is there.
    const id = body.message === undefined ? resolveItem(workspace, ref).id : ref;
    const result = await readBody(context.io, body, { what: `the review of ${id}`, ask: true }, async (text) =>
      writeEvent(workspace, id, { kind: 'review', verdict, body: text ?? '' }, { author }),
    );
    return {
      json: { root: workspace.root.path, ...result, verdict },
      message: `${result.id}: review recorded (${verdict.replaceAll('_', ' ')})`,
    };
  },
};

function verdictOf(approve: boolean, requestChanges: boolean): Verdict {
  if (approve !== requestChanges) return approve ? 'approve' : 'request_changes';
  const problem = approve ? 'a review has one verdict' : 'a review needs a verdict';
  throw new TicketsError('usage', problem, 'pass --approve or --request-changes');
}
