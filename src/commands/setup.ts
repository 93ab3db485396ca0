import { type SetupPart, setup } from '../api/setup.ts';
import { EXIT } from '../exit-code.ts';
import { harmlessLine } from '../render/harmless.ts';
import { ownCommand } from '../terminal/own-command.ts';
import { TicketsError } from '../tickets/tickets-error.ts';
import type { CommandModule } from './command-module.ts';

/** `tickets setup`. */
export const setupCommand: CommandModule = {
  writes: true,
  define: (command) => {
    command
      .description(
        `Prepares a clone, once: line endings and merge drivers in .gitattributes and, for branches that are older than it,
in git's own info/attributes; the drivers in git's configuration, which all worktrees share; a pre-commit hook that
checks what is staged; ignore lines. Safe to repeat. What others wrote into these files stays as it is.`,
      )
      .option('--check', 'change nothing, and exit 1 if something is missing')
      .option('--undo', 'take out what it has put in, and nothing else');
  },
  examples: [
    { command: 'tickets setup', explains: 'after cloning' },
    { command: 'tickets setup --check || echo "run tickets setup"', explains: 'in a script' },
  ],
  run: async (context, _args, options) => {
    const { check, undo } = options as { check?: boolean; undo?: boolean };
    if (check && undo) throw new TicketsError('usage', '--check and --undo exclude each other', 'give one of them');
    const mode = undo ? 'undo' : check ? 'check' : 'apply';
    const { io } = context;
    const result = setup(context.workspace(), { command: ownCommand(process.argv[1] ?? '', io.env), mode });
    const isLeft = result.parts.some(({ state }) => state === 'refused' || (check && state === 'missing'));
    return {
      json: result,
      text: () => result.parts.map((part) => `${harmlessLine(line(part))}\n`).join(''),
      warnings: result.parts.flatMap(({ name, help }) => (help === null ? [] : [`${name}: ${help}`])),
      exitCode: isLeft ? EXIT.refused : EXIT.done,
    };
  },
};

function line({ name, what, state }: SetupPart): string {
  return `${state.padEnd(7)} ${name}: ${what}`;
}
