import { type Argument, Command, type Option } from 'commander';
import { completeRefs } from '../api/complete-refs.ts';
import { knownValues } from '../api/known-values.ts';
import type { Workspace } from '../api/workspace.ts';
import { EVENT_KINDS } from '../format/event-kinds.ts';
import { PRIORITIES } from '../format/fields.ts';
import { STATUSES, type Status } from '../format/status.ts';
import { TicketsError } from '../tickets/tickets-error.ts';
import type { ChoiceReader } from './options.ts';
import { addGlobalOptions } from './program.ts';
import { COMMANDS } from './registry.ts';

/** What may stand in place of the word that is being typed. */
export interface Completion {
  candidates: Candidate[];
  /** The shell knows what to propose: paths. */
  paths: 'files' | 'directories' | null;
}

export interface Candidate {
  value: string;
  /** What it is, for shells that show it; may be empty. */
  description: string;
}

/** Opens the tree, as the `--root` in the line says. */
type OpenTree = (root: string | undefined) => Workspace;

/** Words that mean nothing to a shell but themselves; those with a space are put in quotes by the scripts. */
const HARMLESS = /^[\p{L}\p{N}_@+./:=-][\p{L}\p{M}\p{N}_@+./:= -]*$/u;
const NOTHING: Completion = { candidates: [], paths: null };
/** Where a command makes no sense for the others. */
const REF_STATUSES: Record<string, readonly Status[]> = {
  reopen: ['closed'],
  ...Object.fromEntries(['close', 'claim', 'unclaim'].map((name) => [name, ['open', 'pending']])),
};

/**
 * What may come next in a command line. `words` are those behind `tickets`; the last is the one that is being typed, and may be
 * empty. What is proposed begins with it, and is free of anything that a shell acts on.
 */
export async function completeLine(words: readonly string[], open: OpenTree): Promise<Completion> {
  const typed = words.at(-1) ?? '';
  const before = words.slice(0, -1);
  const command = await commandIn(before);
  const state = readWords(before, command);
  const found = await propose(command, state, typed, open);
  return {
    paths: found.paths,
    candidates: found.candidates.filter(({ value }) => value.startsWith(typed) && HARMLESS.test(value)),
  };
}

async function propose(command: Command, state: WordsRead, typed: string, open: OpenTree): Promise<Completion> {
  const tree = (): Workspace => open(state.root);
  if (state.waiting) return valuesOf(state.waiting, command, typed, tree);
  const [, flag, value] = /^(--[\w-]+)=(.*)$/s.exec(typed) ?? [];
  if (flag !== undefined && value !== undefined && !state.isEnded) {
    const option = command.options.find(({ long }) => long === flag);
    if (!option) return NOTHING;
    const found = await valuesOf(option, command, value, tree);
    return { ...found, candidates: found.candidates.map((each) => ({ ...each, value: `${flag}=${each.value}` })) };
  }
  if (typed.startsWith('-') && !state.isEnded) return listed(command.options.filter(isShown).flatMap(namesOf));
  // A word that is no command: nobody knows what comes behind it.
  if (command.name() === 'tickets') return state.first === undefined ? listed(commandNames()) : NOTHING;
  if (command.name() === 'help') return state.positionals === 0 ? listed(commandNames()) : NOTHING;
  const { registeredArguments } = command;
  const last = registeredArguments.at(-1);
  const argument = registeredArguments[state.positionals] ?? (last?.variadic ? last : undefined);
  return argument ? valuesOf(argument, command, typed, tree) : NOTHING;
}

/** The command that a line is about, with its options; the program itself before there is one. */
async function commandIn(words: readonly string[]): Promise<Command> {
  const program = new Command('tickets');
  addGlobalOptions(program);
  program.option('-V, --version', 'the version').option('-h, --help', 'the help');
  const { first } = readWords(words, program);
  if (first === 'help') return program.createCommand('help');
  const entry = COMMANDS.find(({ name, aliases }) => name === first || aliases?.includes(first ?? ''));
  if (!entry) return program;
  const command = new Command(entry.name);
  const module = await entry.load();
  module.define(command);
  addGlobalOptions(command, module.writes === true);
  return command.option('-h, --help', 'the help');
}

interface WordsRead {
  /** The first word that is no option. */
  first: string | undefined;
  /** How many words behind the command are no options. */
  positionals: number;
  /** The option whose value comes next. */
  waiting: Option | null;
  root: string | undefined;
  /** `--` has been there. */
  isEnded: boolean;
}

function readWords(words: readonly string[], command: Command): WordsRead {
  const state: WordsRead = { first: undefined, positionals: 0, waiting: null, root: undefined, isEnded: false };
  for (const word of words) {
    if (state.waiting) {
      if (state.waiting.long === '--root') state.root = word;
      state.waiting = null;
    } else if (word === '--' && !state.isEnded) state.isEnded = true;
    else if (word.startsWith('-') && word !== '-' && !state.isEnded) {
      const option = command.options.find(({ long, short }) => word === long || word === short);
      if (option?.required) state.waiting = option;
      else if (word.startsWith('--root=')) state.root = word.slice('--root='.length);
    } else if (state.first === undefined) state.first = word;
    else state.positionals += 1;
  }
  return state;
}

/** What may be given to an option or an argument. */
async function valuesOf(
  place: Option | Argument,
  command: Command,
  typed: string,
  tree: () => Workspace,
): Promise<Completion> {
  const { choices } = (place.parseArg ?? {}) as Partial<ChoiceReader<string>>;
  if (choices) return plain(choices);
  // What stands in `<…>`: the one word that says what it is.
  const name = 'flags' in place ? (/[<[]([^>\]]+)/.exec(place.flags)?.[1] ?? '') : place.name();
  switch (name) {
    case 'ref':
      return fromTree(() => listed(refs(tree(), typed, command.name())));
    case 'status':
      return plain(STATUSES);
    case 'priority':
      return plain(PRIORITIES);
    case 'kind':
      return command.name() === 'log'
        ? plain(EVENT_KINDS.map(({ kind }) => kind))
        : fromTree(() => plain(knownValues(tree(), 'kinds')));
    case 'label':
      return fromTree(() => plain(knownValues(tree(), 'labels')));
    case 'name':
      return fromTree(() => plain(knownValues(tree(), 'assignees')));
    case 'rule': {
      const { rules } = await import('../api/rules.ts');
      return listed(rules().map(({ id, summary }): [string, string] => [id, summary]));
    }
    case 'file':
      return { candidates: [], paths: 'files' };
    case 'dir':
      return { candidates: [], paths: 'directories' };
    default:
      return NOTHING;
  }
}

/** A line outside of a project is completed, too, less what only a tree knows. */
function fromTree(read: () => Completion): Completion {
  try {
    return read();
  } catch (error) {
    if (error instanceof TicketsError) return NOTHING;
    throw error;
  }
}

function refs(workspace: Workspace, typed: string, command: string): [string, string][] {
  const statuses = REF_STATUSES[command] ?? STATUSES;
  return completeRefs(workspace, typed, statuses).map(({ value, title }) => [value, title]);
}

function commandNames(): [string, string][] {
  return [
    ...COMMANDS.map(({ name, summary }): [string, string] => [name, summary]),
    ['help', 'show the help of a command'],
  ];
}

function isShown(option: Option): boolean {
  return !option.hidden;
}

function namesOf({ long, short, description }: Option): [string, string][] {
  return [long ?? short ?? ''].map((name) => [name, description]);
}

function listed(pairs: readonly [string, string][]): Completion {
  return { candidates: pairs.map(([value, description]) => ({ value, description })), paths: null };
}

function plain(values: readonly string[]): Completion {
  return listed(values.map((value) => [value, '']));
}
