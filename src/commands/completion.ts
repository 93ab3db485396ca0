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

bash, in ~/.bashrc: eval "$(tickets completion bash)"

zsh, in ~/.zshrc, behind compinit: eval "$(tickets completion zsh)"; or a file _tickets in a directory of the fpath

fish: tickets completion fish > ~/.config/fish/completions/tickets.fish`,
      )
      .argument('<shell>', SHELLS.join(', '), choice('shell', SHELLS))
      .argument('[word...]', 'with --candidates: what has been typed, as the script for the shell gives it')
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

async function candidates({ io, global }: CommandContext, shell: Shell, given: readonly string[]): Promise<Outcome> {
  const { completeLine } = await import('./complete-line.ts');
  const { words, kept } = await wordsOf(shell, given);
  const open = (root = global.root) =>
    openWorkspace({ root: root?.replace(/^~(?=\/)/, io.env.HOME ?? '~'), cwd: io.cwd, env: io.env, now: io.now });
  const found = await completeLine(words, open);
  const json: CompletionJson = { shell, ...found };
  const lines = found.candidates.map(({ value, description }) => {
    const text = shell === 'bash' || description === '' ? '' : `\t${shortened(harmlessLine(description))}`;
    return `${value.slice(kept)}${text}\n`;
  });
  const paths = found.paths === null ? '' : `:${found.paths}\n`;
  return { json, text: () => paths + lines.join('') };
}

/** The words of a line, and how much of the last one a shell does not want back. */
async function wordsOf(shell: Shell, given: readonly string[]): Promise<{ words: readonly string[]; kept: number }> {
  // zsh takes off the quotes by itself.
  if (shell === 'zsh') return { words: given, kept: 0 };
  const { shellWords } = await import('./shell-words.ts');
  // fish has the word that is typed with its quotes.
  if (shell === 'fish') return { words: [...given.slice(0, -1), shellWords(given.at(-1) ?? '').join(' ')], kept: 0 };
  // bash has the line, and takes a word apart at `=`, `:` and more: the last part is what it wants back.
  const [line = '', part = ''] = given;
  const words = shellWords(line).slice(1);
  const typed = words.at(-1) ?? '';
  const wanted = part.replace(/\\(.)/g, '$1');
  return { words, kept: typed.endsWith(wanted) ? typed.length - wanted.length : 0 };
}

function shortened(text: string): string {
  const characters = [...text];
  return characters.length > LONGEST_DESCRIPTION ? `${characters.slice(0, LONGEST_DESCRIPTION - 1).join('')}…` : text;
}
