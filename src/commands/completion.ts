import { type Command, Option } from 'commander';
import type { CompletionJson } from '../api/json-shapes.ts';
import { openWorkspace } from '../api/workspace.ts';
import { harmlessLine } from '../render/harmless.ts';
import { TicketsError } from '../tickets/tickets-error.ts';
import type { CommandContext, CommandModule, Outcome } from './command-module.ts';
import { choice } from './options.ts';

const SHELLS = ['bash', 'zsh', 'fish'] as const;
type Shell = (typeof SHELLS)[number];

/** A title that is longer does not fit beside an id anyway. */
const LONGEST_DESCRIPTION = 80;

/** `tickets completion`: the script for a shell and, for that script, what may come next in a line. */
export const completionCommand: CommandModule = {
  define: (command: Command) => {
    command
      .description(
        `Prints what makes a shell complete commands, options and their values, and the ids and slugs of items with their titles.
bash: eval "$(tickets completion bash)" in ~/.bashrc. zsh: the same with zsh in ~/.zshrc, behind compinit; or a file _tickets in a
directory of the fpath. fish: into ~/.config/fish/completions/tickets.fish.`,
      )
      .argument('<shell>', SHELLS.join(', '), choice('shell', SHELLS))
      .argument('[word...]', 'with --candidates: the words behind tickets, up to the one that is typed')
      .addOption(new Option('--candidates', 'what may come next, for the scripts').hideHelp());
  },
  examples: [
    { command: 'tickets completion bash', explains: 'what ~/.bashrc evaluates' },
    { command: 'tickets completion fish > tickets.fish', explains: 'into a file' },
  ],
  run: async (context, [given, ...rest], options) => {
    const shell = given as Shell;
    const words = rest.flat() as string[];
    if (options.candidates === true) return candidates(context, shell, words);
    if (words.length > 0) throw new TicketsError('usage', 'one shell at a time', 'like tickets completion bash');
    const script = await scriptFor(shell);
    return { json: { shell, script }, text: () => script };
  },
};

async function scriptFor(shell: Shell): Promise<string> {
  switch (shell) {
    case 'bash':
      return (await import('../render/completion/bash.ts')).BASH_COMPLETION;
    case 'zsh':
      return (await import('../render/completion/zsh.ts')).ZSH_COMPLETION;
    case 'fish':
      return (await import('../render/completion/fish.ts')).FISH_COMPLETION;
  }
}

async function candidates({ io }: CommandContext, shell: Shell, given: readonly string[]): Promise<Outcome> {
  const { completeLine } = await import('./complete-line.ts');
  const words = shell === 'bash' ? rejoined(given) : given;
  const open = (root: string | undefined) => openWorkspace({ root, cwd: io.cwd, env: io.env, now: io.now });
  const found = await completeLine(words, open);
  const json: CompletionJson = { shell, ...found };
  // bash takes a word apart at these, and wants only the last part back.
  const typed = words.at(-1) ?? '';
  const start = shell === 'bash' ? Math.max(typed.lastIndexOf('='), typed.lastIndexOf(':')) + 1 : 0;
  const lines = found.candidates.map(({ value, description }) => {
    const text = shell === 'bash' || description === '' ? '' : `\t${shortened(harmlessLine(description))}`;
    return `${value.slice(start)}${text}\n`;
  });
  const paths = found.paths === null ? '' : `:${found.paths}\n`;
  return { json, text: () => paths + lines.join('') };
}

/** The words of bash with `=` and `:` as words of their own, put together again. */
function rejoined(words: readonly string[]): string[] {
  const result: string[] = [];
  let isOpen = false;
  for (const word of words) {
    const isBreak = /^[=:]+$/.test(word);
    if (result.length > 0 && (isBreak || isOpen)) result.push(`${result.pop()}${word}`);
    else result.push(word);
    isOpen = isBreak;
  }
  return result;
}

function shortened(text: string): string {
  const characters = [...text];
  return characters.length > LONGEST_DESCRIPTION ? `${characters.slice(0, LONGEST_DESCRIPTION - 1).join('')}…` : text;
}
