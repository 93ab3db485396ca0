import { relative, resolve } from 'node:path';
import { exportTree } from '../api/export.ts';
import { SCHEMA_VERSION } from '../api/json-shapes.ts';
import { writeExport } from '../api/write-export.ts';
import { harmlessJson } from '../render/harmless.ts';
import { TicketsError } from '../tickets/tickets-error.ts';
import type { CommandModule } from './command-module.ts';
import { choice } from './options.ts';

const FORMATS = ['json', 'csv'] as const;

interface Options {
  format?: (typeof FORMATS)[number];
  output?: string;
}

/** `tickets export`: everything, in one document. */
export const exportCommand: CommandModule = {
  writes: true,
  define: (command) => {
    command
      .description(
        `Prints all items, of every status, as one document. JSON has every byte of every file, and \`tickets import\` makes
the same tree of it. CSV is for spreadsheets: a row for each item, without events and artifacts. Exits 1 when there is
something that no import could bring back, such as a symbolic link.`,
      )
      .option('--format <format>', `${FORMATS.join(' or ')} (default: json)`, choice('format', FORMATS))
      .option('--output <file>', 'write it into a file, whole or not at all');
  },
  examples: [
    { command: 'tickets export --output items.json', explains: 'everything' },
    { command: 'tickets export --format csv', explains: 'a table' },
  ],
  run: async ({ workspace, io, global }, _args, given) => {
    const { format = 'json', output } = given as Options;
    if (format === 'csv' && global.json) {
      throw new TicketsError('usage', '--json and --format csv contradict each other', 'leave out one of them');
    }
    const space = workspace();
    const tree = exportTree(space);
    const { problems } = tree;
    const document = { schemaVersion: SCHEMA_VERSION, ...tree };
    const csv = async (): Promise<string> => (await import('../render/export-csv.ts')).exportCsv(tree);
    const content = Buffer.from(format === 'csv' ? await csv() : `${harmlessJson(document)}\n`);
    const items = `${tree.items.length} ${tree.items.length === 1 ? 'item' : 'items'}`;
    const common = { warnings: warningsOf(tree), exitCode: problems.length > 0 ? 1 : 0 };
    if (output === undefined) return { ...common, json: tree, raw: content, message: `${items} exported` };
    const path = resolve(io.cwd, output);
    writeExport(space, path, content);
    const json = { output: path, items: tree.items.length, problems };
    return { ...common, json, message: `${items} exported to ${relative(io.cwd, path)}` };
  },
};

function warningsOf({ problems }: ReturnType<typeof exportTree>): string[] {
  return problems.map(({ path, reason }) => `${path} ${reason}: no import could bring it back`);
}
