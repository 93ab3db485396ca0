import { type ListOptions, list, listAt, SORT_KEYS, visitList } from '../api/list.ts';
import { VERDICT_CHOICES, WAITING_CHOICES } from '../api/list-by-log.ts';
import type { Workspace } from '../api/workspace.ts';
import { harmless } from '../render/harmless.ts';
import { listTsv, TSV_HEADING, tsvRow } from '../render/list-text.ts';
import { summaryJson } from '../render/summary-json.ts';
import { TextPieces } from '../render/text-pieces.ts';
import { WrittenList } from '../render/written-list.ts';
import { checkKind, checkPriority } from '../tickets/check-value.ts';
import type { ItemSummary } from '../tickets/item.ts';
import type { CommandContext, CommandModule, Outcome } from './command-module.ts';
import { checked, choice, collect, count, moment, statusOption } from './options.ts';
import { treeWarnings } from './tree-warnings.ts';

const NONE = 'no items fit';

/** `tickets list`: a table on a terminal, the old script's TSV in a pipe. */
export const listCommand: CommandModule = {
  define: (command) => {
    command
      .description('Lists items: as a table on a terminal, tab-separated with a heading in a pipe.')
      .addOption(statusOption('open'))
      .option('--label <label>', 'with this label; may be repeated, and all must fit', collect)
      .option('--kind <kind>', 'of this kind', checked(checkKind))
      .option('--priority <priority>', 'of this priority', checked(checkPriority))
      .option('--assignee <name>', "this person's; none for nobody's")
      .option('--author <name>', 'with an event by this person')
      .option(
        '--waiting <for>',
        'not closed, and waiting for a review or for an answer to requested changes',
        choice('thing to wait for', WAITING_CHOICES),
      )
      .option(
        '--verdict <verdict>',
        `with this last verdict: ${VERDICT_CHOICES.join(', ')}`,
        choice('verdict', VERDICT_CHOICES),
      )
      .option('--idle <when>', 'without an event since then: 14d, 6h, 2026-05-30')
      .option('--sort <key>', `by ${SORT_KEYS.join(', ')} (default: status, then id)`, choice('sort key', SORT_KEYS))
      .option('--reverse', 'in reverse order')
      .option('--limit <n>', 'at most so many', count('--limit'))
      .option('--rev <rev>', 'as a commit has them, without a checkout');
  },
  examples: [
    { command: 'tickets list', explains: 'the open items' },
    { command: 'tickets list --status all --sort updated --reverse --limit 10', explains: 'what changed last' },
    { command: 'tickets list --label docs --assignee none', explains: "nobody's items about docs" },
    {
      command: 'tickets list --waiting review --sort idle --reverse',
      explains: 'what waits for a review, longest first',
    },
    { command: 'tickets list --verdict request_changes --idle 14d', explains: 'what got stuck' },
    { command: 'tickets list --status all --rev HEAD', explains: 'as they were committed' },
    { command: 'tickets list --status all --json', explains: 'everything, for a program' },
  ],
  run: async (context, _args, given) => {
    const { label, rev, idle, ...options } = given as Omit<ListOptions, 'idle'> & {
      label?: string[];
      rev?: string;
      idle?: string;
    };
    const workspace = context.workspace();
    const since = idle === undefined ? undefined : moment('--idle', context.io.now())(idle);
    const wanted = { ...options, labels: label ?? [], ...(since && { idle: since }) };
    const written = rev === undefined ? writeList(context, workspace, wanted) : null;
    if (written !== null) return written;
    const result = rev === undefined ? list(workspace, wanted) : await listAt(workspace, rev, wanted);
    return {
      json: result,
      tableInPipe: true,
      text: async (view) => {
        if (!view.isTerminal) return listTsv(result);
        const { listTable } = await import('../render/list-table.ts');
        return listTable(harmless(result), view);
      },
      ...(result.items.length === 0 && { message: NONE }),
      warnings: treeWarnings(result.items, result.problems),
    };
  },
};

/**
 * The answer for a program, each item written as soon as it is read: of thousands, to keep them takes longer than to read
 * them. Null for a table, and where their order is known at the end only.
 */
function writeList({ io, global }: CommandContext, workspace: Workspace, options: ListOptions): Outcome | null {
  if (!global.json && io.stdout.isTTY) return null;
  const items = new WrittenList();
  const table = new TextPieces();
  const unreadable: ItemSummary[] = [];
  let count = 0;
  const result = visitList(workspace, options, (item) => {
    if (global.json) items.add(summaryJson(item));
    else table.add(tsvRow(item));
    if (!item.readable) unreadable.push(item);
    count += 1;
  });
  return (
    result && {
      json: { root: result.root, items, problems: result.problems },
      tableInPipe: true,
      text: () => [TSV_HEADING, ...table.pieces()],
      ...(count === 0 && { message: NONE }),
      warnings: treeWarnings(unreadable, result.problems),
    }
  );
}
