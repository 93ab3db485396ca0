import { relative, resolve } from 'node:path';
import { type ImportResult, importTree } from '../api/import.ts';
import { readBytes } from '../terminal/read-bytes.ts';
import type { CommandModule } from './command-module.ts';

/** `tickets import FILE`: what an export has, into a tree. */
export const importCommand: CommandModule = {
  writes: true,
  define: (command) => {
    command
      .description(
        `Brings the JSON that \`tickets export\` printed into a tree, into a new one where there is none: every file, byte for
byte. What is there already with the same bytes is left alone. Refused before anything is written where an item or file is
there with others, or where a slug is taken.`,
      )
      .argument('<file>', 'the export; - is standard input')
      .option('--dry-run', 'say what would be made, and write nothing');
  },
  examples: [
    { command: 'tickets import items.json --root other/work-items', explains: 'into a new tree' },
    { command: 'tickets import items.json --dry-run', explains: 'what is new in it' },
  ],
  run: async ({ io, global, onProgress }, [file = ''], given) => {
    const onWait = (owner: string): void => io.notice(`waiting for ${owner}, which is writing`);
    const bytes = await readBytes(io, file, 'an export');
    const name = file === '-' ? 'standard input' : file;
    const { root, lockTimeout } = global;
    const context = { root, lockTimeout, cwd: io.cwd, env: io.env, now: io.now, onWait, onProgress };
    const result = importTree(bytes, name, given as { dryRun?: boolean }, context);
    return {
      json: result,
      text: () => result.items.flatMap(({ id, status, isNew }) => (isNew ? `${status}/${id}\n` : [])).join(''),
      message: summary(result, relative(io.cwd, resolve(result.root)) || '.'),
    };
  },
};

function summary({ items, dryRun }: ImportResult, root: string): string {
  const made = items.filter(({ isNew }) => isNew).length;
  const there = items.length - made;
  const what = `${made} ${made === 1 ? 'item' : 'items'} ${dryRun ? 'to import' : 'imported'} into ${root}`;
  return there === 0 ? what : `${what}, ${there} there already`;
}
