import { type CreateOptions, create } from '../api/create.ts';
import { readBody } from '../terminal/read-body.ts';
import { checkKind, checkLabels, checkPriority, checkSlug, checkTitle } from '../tickets/check-value.ts';
import { TicketsError } from '../tickets/tickets-error.ts';
import type { CommandModule } from './command-module.ts';
import { addAuthorOption, addBodyOptions, checked, collect } from './options.ts';

interface Options {
  title?: string;
  slug?: string;
  kind?: string;
  priority?: string;
  label?: string[];
  assignee?: string;
  author?: string;
  message?: string[];
  file?: string;
}

const TEMPLATE = '## Background\n\n\n## Acceptance criteria\n\n- \n';

/** `tickets new TITLE`, and `tickets create --title TITLE` as the old script had it. */
export const newItem: CommandModule = {
  writes: true,
  define: (command) => {
    command
      .description('Creates an open item and prints its id, alone, on stdout.')
      .argument('[title]', 'one line; in quotes if it has spaces')
      .option('--title <title>', 'the title, as the old `create` took it')
      .option('--slug <slug>', 'the short name (default: made from the title)', checked(checkSlug))
      .option('--kind <kind>', 'task, feature, bug, audit or another word', checked(checkKind), 'task')
      .option('--priority <priority>', 'P0 (now) to P3 (some day)', checked(checkPriority), 'P2')
      .option('--label <label>', 'a label, or several between commas; may be repeated', collect)
      .option('--assignee <name>', 'who works on it');
    addAuthorOption(addBodyOptions(command));
  },
  examples: [
    { command: 'tickets new "Search is slow" -m "Ten seconds for 100 items."', explains: 'with a body' },
    {
      command: 'tickets new "Crash on start" --kind bug --priority P0 --label cli -m "See the log."',
      explains: 'with fields',
    },
    { command: 'tickets new "Plan for June" --file plan.md', explains: 'with the body from a file' },
    { command: 'tickets create --title "Tidy up" --label a,b', explains: 'as the old script was called' },
  ],
  run: async (context, [argument], given) => {
    const options = given as Options;
    if (argument !== undefined && options.title !== undefined) {
      throw new TicketsError('usage', 'the title is given twice', 'leave out --title');
    }
    const title = argument ?? options.title;
    if (title === undefined) {
      throw new TicketsError('usage', 'an item needs a title', 'tickets new "What is to be done"');
    }
    // Before a text is asked for: nobody should write one for a request that is refused.
    checkTitle(title);
    checkLabels(options.label ?? []);
    const workspace = context.workspace();
    // The old `create` never read standard input: in a loop over a file it must not eat the file.
    const ask = options.title === undefined;
    const request = { what: 'the body of the item', template: TEMPLATE, ask, optional: true };
    const item = await readBody(context.io, options, request, (body) =>
      create(workspace, toCreate(title, options, body)),
    );
    return {
      json: { root: workspace.root.path, item: { ...item, path: `${item.status}/${item.id}` } },
      text: () => `${item.id}\n`,
    };
  },
};

function toCreate(title: string, options: Options, body: string | undefined): CreateOptions {
  const { slug, kind, priority, label, assignee, author } = options;
  return {
    title,
    ...(slug !== undefined && { slug }),
    ...(kind !== undefined && { kind }),
    ...(priority !== undefined && { priority }),
    ...(label !== undefined && { labels: label }),
    ...(assignee !== undefined && { assignee }),
    ...(author !== undefined && { author }),
    ...(body !== undefined && { body }),
  };
}
