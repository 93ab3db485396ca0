import { redact } from '../api/write.ts';
import type { CommandModule } from './command-module.ts';
import { addAuthorOption } from './options.ts';

/** `tickets redact REF EVENT`. */
export const redactCommand: CommandModule = {
  writes: true,
  define: (command) => {
    command
      .description(
        `Takes the text out of one event, for a secret that got into the log. The event keeps its place, header and id; a hash
stands for its text, and an event of its own says who took it out and why, which verify accepts and shows. Look for
the secret in item.md, too. git's history still holds it: change the secret.`,
      )
      .argument('<ref>', 'id, slug, or unique start or end of an id')
      .argument('<event>', 'the id of the event, or its number as show has it')
      .requiredOption('--reason <text>', 'required: why, for everybody to read');
    addAuthorOption(command);
  },
  examples: [
    {
      command: 'tickets redact search-is-slow 1 --reason "An access token; it is revoked."',
      explains: 'its first event',
    },
  ],
  run: async (context, [ref = '', event = ''], given) => {
    const { reason, author } = given as { reason: string; author?: string };
    const workspace = context.workspace();
    const result = redact(workspace, ref, { event, reason }, { author });
    const { number, kind, alike } = result.redacted;
    const others =
      alike.length === 0 ? '' : ` and of ${alike.join(', ')}, which ${alike.length === 1 ? 'is' : 'are'} the same,`;
    return {
      json: { root: workspace.root.path, ...result },
      message: `${result.id}: text of event ${number} (${kind})${others} taken out; git's history still holds it`,
    };
  },
};
