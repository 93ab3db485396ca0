import { existsSync, realpathSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { shellWord } from '../format/shell-word.ts';

/**
 * How a shell calls this very program: `tickets` where that is what the PATH finds under the name, else Node and the
 * program by their paths, so that a hook or a merge driver never runs another one.
 */
export function ownCommand(program: string, env: Record<string, string | undefined>): string {
  const own = realpathSync(program);
  const directories = (env.PATH ?? '').split(delimiter).filter((directory) => directory !== '');
  const first = directories.map((directory) => join(directory, 'tickets')).find(isFile);
  if (first !== undefined && realpathSync(first) === own) return 'tickets';
  return `${shellWord(process.execPath)} ${shellWord(own)}`;
}

function isFile(path: string): boolean {
  // In a directory that this user may not search there is nothing: the shell finds nothing there either.
  return existsSync(path) && statSync(path).isFile();
}
