import type { InsightOptions } from '../api/insight.ts';
import { harmless } from '../render/harmless.ts';
import { checkKind, checkPriority } from '../tickets/check-value.ts';
import { TicketsError } from '../tickets/tickets-error.ts';
import type { CommandModule } from './command-module.ts';
import { checked, choice, collect, moment, statusOption } from './options.ts';

const FORMATS = ['text', 'csv'] as const;

interface Options extends Omit<InsightOptions, 'since'> {
  label?: string[];
  since?: string;
  format?: (typeof FORMATS)[number];
}

/** `tickets insight [REF]`: what logs say, in numbers. */
export const insightCommand: CommandModule = {
  define: (command) => {
    command
      .description(
        `Shows what the logs say, in numbers: of all items, or of one. A closed item has them in its digest.json, so its log is not
read again; see docs/insight.md.`,
      )
      .argument('[ref]', 'id, slug, or unique start or end of an id')
      .addOption(statusOption('all'))
      .option('--label <label>', 'items with this label; may be repeated, and all must fit', collect)
      .option('--kind <kind>', 'of this kind', checked(checkKind))
      .option('--priority <priority>', 'of this priority', checked(checkPriority))
      .option('--assignee <name>', "this person's; none for nobody's")
      .option('--author <name>', 'with an event by this person')
      .option('--since <when>', 'with an event since then: 2026-05-30, 14d, 6h, yesterday')
      .option('--format <format>', `${FORMATS.join(' or ')} (default: text)`, choice('format', FORMATS));
  },
  examples: [
    { command: 'tickets insight', explains: 'everything' },
    { command: 'tickets insight search-is-slow', explains: 'one item: times, rounds of review, a timeline' },
    { command: 'tickets insight --label docs --since 30d', explains: 'what moved lately' },
    { command: 'tickets insight --format csv', explains: 'for a spreadsheet' },
    { command: 'tickets insight --json', explains: 'for a program' },
  ],
  run: async ({ workspace, io, global }, [ref], given) => {
    const { label, since, format = 'text', ...filters } = given as Options;
    if (format === 'csv' && global.json) {
      throw new TicketsError('usage', '--json and --format csv contradict each other', 'leave out one of them');
    }
    const { insight, itemInsight } = await import('../api/insight.ts');
    if (ref !== undefined) {
      const { status, ...others } = filters;
      if (status !== 'all' || [label, since, ...Object.values(others)].some((value) => value !== undefined)) {
        throw new TicketsError(
          'usage',
          'filters choose among all items: they do not go with a REF',
          'leave out one of them',
        );
      }
      const result = itemInsight(workspace(), ref);
      const csv = async () => (await import('../render/insight-csv.ts')).itemInsightCsv(result);
      if (format === 'csv') return { json: result, raw: Buffer.from(await csv()) };
      return {
        json: result,
        text: async (view) => (await import('../render/item-insight-text.ts')).itemInsightText(harmless(result), view),
      };
    }
    const result = insight(workspace(), {
      ...filters,
      labels: label ?? [],
      ...(since !== undefined && { since: moment('--since', io.now())(since) }),
    });
    const common = { json: result, warnings: result.problems.map(({ path, message }) => `${path}: ${message}`) };
    const csv = async () => (await import('../render/insight-csv.ts')).insightCsv(result);
    if (format === 'csv') return { ...common, raw: Buffer.from(await csv()) };
    return {
      ...common,
      text: async (view) => (await import('../render/insight-text.ts')).insightText(harmless(result), view),
    };
  },
};
