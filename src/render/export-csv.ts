import type { ExportedItem, ExportedTree } from '../tickets/exported-tree.ts';
import { csvCell } from './csv-cell.ts';

const COLUMNS: Record<string, (item: ExportedItem) => string> = {
  id: ({ id }) => id,
  status: ({ status }) => status,
  slug: ({ fields }) => fields.slug,
  title: ({ fields }) => fields.title,
  kind: ({ fields }) => fields.kind,
  priority: ({ fields }) => fields.priority,
  labels: ({ fields }) => fields.labels.join(', '),
  created_at: ({ fields }) => fields.createdAt,
  updated_at: ({ fields }) => fields.updatedAt,
  assignee: ({ fields }) => fields.assignee ?? '',
  legacy_ticket: ({ fields }) => fields.legacyTicket ?? '',
  events: ({ events }) => String(events.length),
  reviews: ({ events }) => events.flatMap(({ verdict }) => verdict ?? []).join(', '),
  resolution: ({ resolution }) => resolution ?? '',
  body: ({ body }) => body,
};

/** One row an item, as RFC 4180 has it: CRLF between rows, cells in quotes where they need them. */
export function exportCsv({ items }: ExportedTree): string {
  const rows = items.map((item) => Object.values(COLUMNS).map((cell) => cell(item)));
  return [Object.keys(COLUMNS), ...rows].map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
}
