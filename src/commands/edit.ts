import { edit, readItemText, replaceItem, resolveItem } from '../api/write.ts';
import { editorOf, editText } from '../terminal/edit-text.ts';
import { readBody } from '../terminal/read-body.ts';
import { checkKind, checkPriority, checkSlug } from '../tickets/check-value.ts';
import type { EditResult, ItemEdit } from '../tickets/edit-item.ts';
import { TicketsError } from '../tickets/tickets-error.ts';
import type { CommandModule, Outcome } from './command-module.ts';
import { addAuthorOption, addBodyOptions, checked, collect } from './options.ts';

interface Options {
  title?: string;
  slug?: string;
  kind?: string;
  priority?: string;
  assignee?: string;
  addLabel?: string[];
  removeLabel?: string[];
  body?: string;
  author?: string;
  message?: string[];
  file?: string;
}

/** `tickets edit REF`: by options, or the whole item in the editor. */
export const editCommand: CommandModule = {
  writes: true,
  define: (command) => {
    command
      .description(
        `Changes only what it is told to, and leaves an event that says what was there before. Without any option
it opens item.md in the editor and checks it on return; where no editor is set, a pipe gives the new body. With\nother options a pipe is read only with --file -.`,
      )
      .argument('<ref>', 'id, slug, or unique start or end of an id')
      .option('--title <title>', 'one line of text')
      .option('--slug <slug>', 'the id keeps the old one', checked(checkSlug))
      .option('--kind <kind>', 'task, feature, bug, audit or another word', checked(checkKind))
      .option('--priority <priority>', 'P0 (now) to P3 (some day)', checked(checkPriority))
      .option('--assignee <name>', 'null for nobody')
      .option('--add-label <label>', 'may be repeated', collect)
      .option('--remove-label <label>', 'may be repeated', collect)
      .option('--body <text>', 'a new body');
    addAuthorOption(addBodyOptions(command));
  },
  examples: [
    { command: 'tickets edit search-is-slow --title "Search takes ten seconds" --priority P1', explains: 'two fields' },
    { command: 'tickets edit search-is-slow --add-label perf --remove-label cli', explains: 'labels' },
    { command: 'tickets edit search-is-slow --file body.md', explains: 'a new body' },
    { command: 'tickets edit search-is-slow', explains: 'everything, in the editor' },
  ],
  run: async (context, [ref = ''], given) => {
    const { author, message, file, addLabel, removeLabel, body, ...fields } = given as Options;
    const workspace = context.workspace();
    const isBare = Object.keys(given).every((key) => key === 'author' || given[key] === undefined);
    // A text that has to be asked for is asked for an item that is there.
    const id = isBare || file !== undefined ? resolveItem(workspace, ref).id : ref;
    const fromPipe = isBare && !editorOf(context.io.env) && !context.io.stdin.isTTY;
    if (isBare && !fromPipe) {
      const expected = readItemText(workspace, id);
      const result = await editText(context.io, expected, 'item.md', async (text) =>
        replaceItem(workspace, id, { expected, text }, { author }),
      );
      return outcome(workspace.root.path, result);
    }
    if (body !== undefined && (message !== undefined || file !== undefined)) {
      throw new TicketsError('usage', '--body and -m or --file both give the body', 'use one of them');
    }
    const options = {
      ...(message !== undefined && { message }),
      ...(file !== undefined && { file }),
    };
    const result = await readBody(context.io, options, { what: `the body of ${id}`, ask: fromPipe }, async (text) => {
      const newBody = body ?? text;
      if (fromPipe && (newBody ?? '').trim() === '') {
        throw new TicketsError(
          'editor',
          'no editor is set',
          'set EDITOR, name a field, or pass -m TEXT, --file FILE or a pipe',
        );
      }
      const input: ItemEdit = {
        ...fields,
        ...(addLabel && { addLabels: addLabel }),
        ...(removeLabel && { removeLabels: removeLabel }),
        ...(newBody !== undefined && { body: newBody }),
      };
      return edit(workspace, id, input, { author });
    });
    return outcome(workspace.root.path, result);
  },
};

function outcome(root: string, result: EditResult): Outcome {
  const what = result.changed.length === 0 ? 'nothing to change' : `${result.changed.join(', ')} changed`;
  return { json: { root, ...result }, message: `${result.id}: ${what}` };
}
