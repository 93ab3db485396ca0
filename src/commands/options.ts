import { type Command, Option } from 'commander';
import { nearestWord } from '../format/nearest-word.ts';
import { STATUSES, type Status } from '../format/status.ts';
import { TicketsError } from '../tickets/tickets-error.ts';

const HOURS = { h: 1, d: 24, w: 24 * 7 } as const;

/** Reads an option's value, and knows which there are: shells complete them. */
export type ChoiceReader<T extends string> = ((text: string) => T) & { choices: readonly T[] };

/** Reads one of a few words; a wrong one is answered with the nearest. */
export function choice<T extends string>(what: string, choices: readonly T[]): ChoiceReader<T> {
  const read = (text: string): T => {
    const found = choices.find((candidate) => candidate === text);
    if (found !== undefined) return found;
    const nearest = nearestWord(text, choices);
    const hint = nearest ? `did you mean '${nearest}'?` : `one of ${choices.join(', ')}`;
    throw new TicketsError('usage', `unknown ${what} '${text}'`, hint);
  };
  return Object.assign(read, { choices });
}

/** A check of a value as an option's reader: on the command line a value that makes no sense is a usage error. */
export function checked<T>(check: (text: string) => T): (text: string) => T {
  return (text) => {
    try {
      return check(text);
    } catch (error) {
      if (!(error instanceof TicketsError)) throw error;
      throw new TicketsError('usage', error.message, error.hint);
    }
  };
}

export function count(what: string): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && Number.isSafeInteger(value)) return value;
    throw new TicketsError('usage', `${what} takes a whole number, not '${text}'`, 'like 20');
  };
}

/** Reads a length of time in seconds, and gives milliseconds. */
export function seconds(what: string): (text: string) => number {
  return (text) => {
    if (/^\d{1,6}(?:\.\d{1,3})?$/.test(text)) return Math.round(Number(text) * 1000);
    throw new TicketsError('usage', `${what} takes seconds, not '${text}'`, 'like 30, 0 or 0.5');
  };
}

/** Reads a moment: `2026-05-30`, a full timestamp, `14d`, `6h`, `2w`, `today` or `yesterday`. */
export function moment(what: string, now: Date): (text: string) => Date {
  return (text) => {
    const ago = /^(\d{1,5})([hdw])$/.exec(text);
    if (ago) return new Date(now.getTime() - Number(ago[1]) * HOURS[ago[2] as keyof typeof HOURS] * 3_600_000);
    if (text === 'today' || text === 'yesterday') {
      const midnight = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate());
      return new Date(midnight - (text === 'yesterday' ? 86_400_000 : 0));
    }
    const time = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})?)?$/.test(text)
      ? Date.parse(text)
      : Number.NaN;
    // February 30th would pass for March 2nd.
    const rolledOver = !Number.isNaN(Date.parse(text.slice(0, 10))) && dayOf(text) !== text.slice(0, 10);
    if (!Number.isNaN(time) && !rolledOver) return new Date(time);
    throw new TicketsError('usage', `${what} cannot read '${text}' as a time`, 'like 2026-05-30, 14d, 6h or yesterday');
  };
}

function dayOf(text: string): string {
  return new Date(text.slice(0, 10)).toISOString().slice(0, 10);
}

export const collect = (value: string, previous: string[] | undefined): string[] => [...(previous ?? []), value];

export function statusOption(fallback: Status | 'all'): Option {
  return new Option('--status <status>', `${STATUSES.join(', ')} or all`)
    .argParser(choice('status', [...STATUSES, 'all']))
    .default(fallback);
}

/** `-m` and `--file`: the two options that give a body. */
export function addBodyOptions(command: Command): Command {
  return command
    .addOption(new Option('-m, --message <text>', 'the text; more than one -m makes paragraphs').argParser(collect))
    .option('-F, --file <file>', 'read the text from a file; - is standard input');
}

export function addAuthorOption(command: Command): Command {
  return command.option('--author <name>', "who writes (default: TICKETS_AUTHOR, git's user.name, USER)");
}
