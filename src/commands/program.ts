import { Command, CommanderError } from 'commander';
import { nearestWord } from '../format/nearest-word.ts';
import { TicketsError } from '../tickets/tickets-error.ts';
import { VERSION } from '../version.ts';
import type { CommandModule, GlobalOptions } from './command-module.ts';
import { seconds } from './options.ts';
import { COMMANDS, type CommandEntry } from './registry.ts';

/** What a command line asks for. */
export type Request =
  | { type: 'help'; text: string }
  | {
      type: 'run';
      module: CommandModule;
      args: (string | undefined)[];
      options: Record<string, unknown>;
      global: GlobalOptions;
    };

const ROOT_HELP = `
REF is an id, a slug, or a unique start or end of an id. The items are found
from anywhere inside the project; --root, TICKETS_ROOT or WORK_ITEMS_DIR name
another place.

Examples:
  tickets new "Search is slow" -m "Ten seconds for 100 items."
  tickets list
  tickets review search-is-slow --approve -m "Measured: 0.2 s."
  tickets close search-is-slow -m "0.2 s for 100 items."

"tickets COMMAND --help" has more, with examples.`;

/**
 * Reads a command line. Only the module of the command that it names is loaded; the others are known by name. `helpWidth`
 * gives the columns that help may take. Throws a TicketsError `usage` for a line that makes no sense.
 */
export async function parseCommandLine(argv: readonly string[], helpWidth: () => number): Promise<Request> {
  const program = new Command('tickets');
  let output = '';
  let request: Request | undefined;
  program
    .description('Work items as plain files in the repository that they are about.')
    .version(VERSION, '-V, --version')
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => {
        output += text;
      },
      // Help that nobody asked for by name comes this way; errors are told by the exception.
      writeErr: (text) => {
        output += text;
      },
      getOutHelpWidth: helpWidth,
    })
    .configureHelp({ showGlobalOptions: false })
    .addHelpText('after', ROOT_HELP)
    .helpCommand('help [command]', 'show the help of a command');
  addGlobalOptions(program);
  const selected = selectCommand(argv);
  const module = await selected?.load();
  // A line that begins with its command is not about any other.
  const known = selected !== undefined && isNamed(selected, argv[0]) ? [selected] : COMMANDS;
  for (const entry of known) {
    const command = program.command(entry.name).summary(entry.summary).helpGroup(entry.group);
    for (const alias of entry.aliases ?? []) command.alias(alias);
    if (entry !== selected || !module) continue;
    module.define(command);
    command.description(inParagraphs(command.description()));
    addGlobalOptions(command, module.writes === true);
    command.addHelpText('after', examplesHelp(module));
    command.action((...values: unknown[]) => {
      const args = values.slice(0, -2) as (string | undefined)[];
      const { root, json, quiet, color, lockTimeout, ...options } = command.opts<
        GlobalOptions & Record<string, unknown>
      >();
      const own = Object.fromEntries(
        Object.entries({ root, json, quiet, color, lockTimeout }).filter(([, value]) => value !== undefined),
      );
      request = { type: 'run', module, args, options, global: { ...program.opts<GlobalOptions>(), ...own } };
    });
  }
  try {
    await program.parseAsync(argv.length === 0 ? ['--help'] : argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0 || error.code.startsWith('commander.help')) return { type: 'help', text: output };
    throw usageError(error, selected);
  }
  if (request === undefined) throw new Error('the command line named no command and no help');
  return request;
}

/** The options that every command has. */
export function addGlobalOptions(command: Command, writes = true): void {
  command
    .optionsGroup('Options for every command:')
    .option('--root <dir>', 'the directory with open/, pending/ and closed/')
    .option('--json', 'answer, errors included, as one JSON document')
    .option('-q, --quiet', 'no word about what went well')
    .option('--color', 'colours, also in a pipe')
    .option('--no-color', 'no colours');
  if (writes) {
    command.option('--lock-timeout <s>', 'seconds to wait for another writer (default: 30)', seconds('--lock-timeout'));
  }
  // Commander takes a lone --no-color for "colours by default": the terminal decides.
  command.setOptionValue('color', undefined);
}

/**
 * The command that a line names: its first word that is no option, or the one behind `help`. Throws for a word that
 * names none: a mistyped command gets no help, and no exit code 0, because `--help` stands behind it.
 */
function selectCommand(argv: readonly string[]): CommandEntry | undefined {
  const words: string[] = [];
  for (let index = 0; index < argv.length; index += 1) {
    const word = argv[index] ?? '';
    if (word === '--root' || word === '--lock-timeout') index += 1;
    else if (!word.startsWith('-')) words.push(word);
  }
  const name = words[0] === 'help' ? words[1] : words[0];
  if (name === undefined) return undefined;
  const names = COMMANDS.flatMap((entry) => [entry.name, ...(entry.aliases ?? [])]);
  const found = COMMANDS.find((entry) => isNamed(entry, name));
  if (found || name === 'help') return found;
  const nearest = nearestWord(name, names);
  const hint = nearest ? `did you mean ${nearest}?` : '`tickets --help` lists the commands';
  throw new TicketsError('usage', `unknown command '${name}'`, hint);
}

function isNamed(entry: CommandEntry, word: string | undefined): boolean {
  return entry.name === word || entry.aliases?.includes(word ?? '') === true;
}

/** A text whose lines the terminal's width ends, and no line of the source. */
function inParagraphs(text: string): string {
  return text.replace(/(?<!\n)\n(?!\n)/g, ' ');
}

function examplesHelp({ examples }: CommandModule): string {
  return `\nExamples:\n${examples.map(({ command, explains }) => `  # ${explains}\n  ${command}`).join('\n')}`;
}

function usageError(error: CommanderError, entry: CommandEntry | undefined): TicketsError {
  const [, message = error.message, suggestion] =
    /^(?:error: )?(.*?)(?:\s*\(Did you mean (.*)\?\))?$/s.exec(error.message.trim()) ?? [];
  const help = entry ? `\`tickets ${entry.name} --help\` shows how` : '`tickets --help` lists the commands';
  const dash = /^unknown option/.test(message) ? `${help}; a text that starts with a hyphen goes behind --` : undefined;
  const hint =
    suggestion !== undefined
      ? `did you mean ${suggestion}?`
      : error.code === 'commander.excessArguments'
        ? `put a text of several words in quotes; ${help}`
        : (dash ?? help);
  return new TicketsError('usage', message.replaceAll('\n', ' '), hint);
}
