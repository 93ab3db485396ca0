import { eventJson } from '../api/json-shapes.ts';
import { type LogOptions, log, logAt } from '../api/log.ts';
import { harmless, harmlessCell } from '../render/harmless.ts';
import { firstLine, shownKind } from '../render/log-cells.ts';
import type { CommandModule } from './command-module.ts';
import { count, moment } from './options.ts';

const TSV_COLUMNS = ['at', 'kind', 'author', 'id', 'slug', 'text'];

/** `tickets log`. */
export const logCommand: CommandModule = {
  define: (command) => {
    command
      .description('Shows the events of all items, newest first: a table on a terminal, tab-separated in a pipe.')
      .option('--since <time>', 'from this time on: 2026-05-30, 14d, 6h, yesterday')
      .option('--author <name>', 'by this person')
      .option('--kind <kind>', 'of this kind: plan, decision, review, close, …')
      .option('--limit <n>', 'at most so many', count('--limit'))
      .option('--rev <rev>', 'as a commit has them, without a checkout');
  },
  examples: [
    { command: 'tickets log --limit 20', explains: 'what happened last' },
    { command: 'tickets log --kind review --since 14d', explains: 'the reviews of two weeks' },
    { command: 'tickets log --rev HEAD', explains: 'what was committed' },
    { command: 'tickets log --author hare --json', explains: 'what one person wrote, for a program' },
  ],
  run: async (context, _args, given) => {
    const { since, rev, ...options } = given as Omit<LogOptions, 'since'> & { since?: string; rev?: string };
    const from = since === undefined ? undefined : moment('--since', context.io.now())(since);
    const workspace = context.workspace();
    const wanted = { ...options, ...(from && { since: from }) };
    const result = rev === undefined ? log(workspace, wanted) : await logAt(workspace, rev, wanted);
    return {
      json: {
        ...result,
        entries: result.entries.map(({ item, event }) => ({ item, event: eventJson(event) })),
      },
      tableInPipe: true,
      text: async (view) => {
        if (view.isTerminal) {
          const { logTable } = await import('../render/log-text.ts');
          return logTable(harmless(result.entries), view);
        }
        const rows = result.entries.map((entry) => [
          entry.event.at ?? '',
          shownKind(entry),
          entry.event.author ?? '',
          entry.item.id,
          entry.item.slug,
          firstLine(entry),
        ]);
        return [TSV_COLUMNS, ...rows].map((row) => `${row.map(harmlessCell).join('\t')}\n`).join('');
      },
      ...(result.entries.length === 0 && { message: 'no events fit' }),
      warnings: result.problems.map((problem) => problem.message),
    };
  },
};
