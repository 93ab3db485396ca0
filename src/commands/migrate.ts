import { relative } from 'node:path';
import { type MigrateOptions, type MigrateResult, migrate } from '../api/migrate.ts';
import { STATUSES } from '../format/status.ts';
import type { CommandModule, Outcome } from './command-module.ts';
import { choice } from './options.ts';

/** `tickets migrate`: from TODO.md and tickets/*.md to work items. */
export const migrateCommand: CommandModule = {
  writes: true,
  define: (command) => {
    command
      .description(
        `Makes work items of TODO.md, tickets/*.md and tickets/*.review.md: an item of each ticket and of each TODO line
without one, a review event of each review. The sources go once every item is on disk and has been read back; in git the
result is staged. Refused before anything is written where something would be lost or cannot be decided. A run that was
interrupted is finished by the next one.`,
      )
      .option('--dry-run', 'show the plan, and write nothing; exits 1 when something is in the way')
      .option('--tickets <dir>', 'the directory of tickets (default: tickets)')
      .option('--todo <file>', 'the list (default: TODO.md)')
      .option('--date <date>', 'the day that ids and events get (default: today, UTC)')
      .option('--slugs <file>', 'a YAML map from a source to its slug: "tickets/x.md": slug')
      .option('--status <status>', 'of what is not checked off (default: open)', choice('status', STATUSES))
      .option('--keep', 'leave TODO.md and the tickets where they are');
  },
  examples: [
    { command: 'tickets migrate --dry-run', explains: 'what would become of each source' },
    { command: 'tickets migrate', explains: 'do it' },
    { command: 'tickets migrate --slugs slugs.yaml --date 2026-05-27', explains: 'with slugs of your own' },
  ],
  run: async ({ io, global, onProgress }, _args, given) => {
    const options = given as MigrateOptions;
    const onWait = (owner: string): void => io.notice(`waiting for ${owner}, which is writing`);
    const result = await migrate(options, {
      root: global.root,
      lockTimeout: global.lockTimeout,
      cwd: io.cwd,
      env: io.env,
      now: io.now,
      onWait,
      onProgress,
    });
    return outcome(result, io.cwd);
  },
};

function outcome(result: MigrateResult, cwd: string): Outcome {
  return {
    json: result,
    text: async () => {
      const { migrationText } = await import('../render/migration-text.ts');
      return migrationText(result);
    },
    message: summary(result, cwd),
    exitCode: result.problems.length > 0 ? 1 : 0,
  };
}

function summary({ project, dryRun, items, removed, todo, problems, staged }: MigrateResult, cwd: string): string {
  const made = items.filter(({ isNew }) => isNew).length;
  if (items.length === 0 && removed.length === 0 && !todo.replaced && problems.length === 0) {
    return `nothing to migrate ${project === cwd ? 'here' : `in ${relative(cwd, project)}`}`;
  }
  if (dryRun) {
    const obstacles = problems.length === 0 ? 'nothing is in the way' : `${count(problems.length, 'thing')} in the way`;
    return `nothing was written: ${count(made, 'item')} to make, ${obstacles}`;
  }
  return `${count(made, 'item')} made, ${count(removed.length, 'file')} removed${staged ? ', staged in git' : ''}`;
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}
