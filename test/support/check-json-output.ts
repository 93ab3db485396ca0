import { COMMANDS } from '../../src/commands/registry.ts';
import { strictSchema } from './strict-schema.ts';

const NAMES = new Map(COMMANDS.flatMap(({ name, aliases = [] }) => [name, ...aliases].map((word) => [word, name])));

/**
 * Throws for a document on stdout that is not as schema/output/ says, or has a key that is not in there. Does nothing where
 * `--json` was not asked for, or nothing was printed.
 */
export function checkJsonOutput(args: readonly string[], stdout: string): void {
  const end = args.indexOf('--');
  const words = end < 0 ? args : args.slice(0, end);
  if (!words.includes('--json') || !stdout.startsWith('{')) return;
  const { schemaVersion, ...document } = JSON.parse(stdout);
  const [key, ...others] = Object.keys(document);
  const isOfAll = others.length === 0 && ['error', 'help', 'version'].includes(key ?? '');
  const kind = isOfAll ? key : NAMES.get(commandOf(words) ?? '');
  if (kind === undefined) throw new Error(`no schema for what is printed by: tickets ${args.join(' ')}`);
  const { validate, describe } = strictSchema(`output/${kind}.json`);
  if (schemaVersion === 1 && validate(document)) return;
  throw new Error(`tickets ${args.join(' ')}: not as schema/output/${kind}.json says: ${describe()}`);
}

function commandOf(words: readonly string[]): string | undefined {
  return words.find((word) => NAMES.has(word));
}
