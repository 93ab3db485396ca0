import { Option } from 'commander';
import { resolveItem, writeEvent } from '../api/write.ts';
import { readBody } from '../terminal/read-body.ts';
import { NOTE_KINDS, type NoteKind } from '../tickets/add-event.ts';
import type { CommandModule, Example } from './command-module.ts';
import { addAuthorOption, addBodyOptions, choice } from './options.ts';

interface Options {
  role?: NoteKind;
  author?: string;
  message?: string[];
  file?: string;
}

export const comment = noteCommand('comment', 'a comment', [
  { command: 'tickets comment search-is-slow -m "Seen on Linux too."', explains: 'in one line' },
  { command: 'tickets comment search-is-slow --file notes.md', explains: 'from a file' },
  { command: 'echo "From a pipe." | tickets comment search-is-slow', explains: 'from a pipe' },
  { command: 'tickets comment search-is-slow --role plan --file notes.md', explains: 'as the old script was called' },
]);

export const plan = noteCommand('plan', 'a plan', [
  { command: 'tickets plan search-is-slow -m "Read each file once." -m "Then measure."', explains: 'two paragraphs' },
]);

export const decide = noteCommand('decision', 'a decision', [
  {
    command: 'tickets decide search-is-slow -m "No index: it would be one more thing that can be wrong."',
    explains: 'and why',
  },
]);

export const report = noteCommand('implementation_report', 'an implementation report', [
  { command: 'tickets report search-is-slow -m "Done in one pass; 0.2 s for 100 items."', explains: 'what was done' },
]);

/** The command that appends one kind of event. `comment` takes the old script's `--role` as well. */
function noteCommand(kind: NoteKind, what: string, examples: readonly Example[]): CommandModule {
  return {
    writes: true,
    define: (command) => {
      command
        .description(`Adds ${what} to an item's log. The text comes from -m, --file, a pipe or the editor.`)
        .argument('<ref>', 'id, slug, or unique start or end of an id');
      addAuthorOption(addBodyOptions(command));
      if (kind === 'comment') {
        command.addOption(
          new Option('--role <role>', `${NOTE_KINDS.join(', ')}, as the old script took it`).argParser(
            choice('role', NOTE_KINDS),
          ),
        );
      }
    },
    examples,
    run: async (context, [ref = ''], given) => {
      const { role = kind, author, ...body } = given as Options;
      const workspace = context.workspace();
      // A text that has to be asked for is asked for an item that is there.
      const id = body.message === undefined ? resolveItem(workspace, ref).id : ref;
      const request = { what: `the ${role.replaceAll('_', ' ')} on ${id}`, ask: true };
      const result = await readBody(context.io, body, request, async (text) =>
        writeEvent(workspace, id, { kind: role, body: text ?? '' }, { author }),
      );
      return { json: { root: workspace.root.path, ...result }, message: `${result.id}: ${role} recorded` };
    },
  };
}
