import { type FoundSources, isTicketPath, type Ticket } from './find-sources.ts';
import type { LegacyFile, LegacySources, MigratedItem } from './legacy.ts';
import type { MigrationNote } from './migration-plan.ts';
import type { TodoLine } from './parse-todo.ts';

/** What becomes an item: a ticket with the TODO lines that link it, or a TODO line with the tickets that are not there. */
export type Source =
  | { type: 'ticket'; ticket: Ticket; lines: TodoLine[] }
  | { type: 'todo'; line: TodoLine; missing: string[]; title: string };

/** Tickets in file-name order, then the TODO lines without a link, then those whose ticket is not there. */
export function orderSources(
  { ticketsPath, todoPath, todo }: LegacySources,
  items: readonly MigratedItem[],
  { tickets, lines }: FoundSources,
  notes: MigrationNote[],
): Source[] {
  const present = new Set(tickets.flatMap(({ file, review }) => [file.path, ...(review ? [review.path] : [])]));
  const migrated = new Set(items.map(({ legacyTicket }) => legacyTicket));
  const isThere = (path: string): boolean => present.has(path) || migrated.has(path.replace(/\.review\.md$/, '.md'));
  const missing = new Map<string, { line: TodoLine; missing: string[] }>();
  for (const line of lines) {
    const paths = line.links.flatMap(({ path }) => (path !== null && isTicketPath(ticketsPath, path) ? [path] : []));
    const gone = paths.filter((path) => !isThere(path));
    for (const path of gone) {
      const message = `${todoPath}:${line.number}: ${path} is not there`;
      notes.push({ code: 'dangling-link', source: path, line: line.number, message });
    }
    if (line.kind === 'ticket' && gone.length === paths.length && !missing.has(gone.join('\n'))) {
      missing.set(gone.join('\n'), { line, missing: gone });
    }
  }
  const linesOf = (file: LegacyFile): TodoLine[] =>
    lines.filter(({ kind, links }) => kind === 'ticket' && links.some(({ path }) => path === file.path));
  return [
    ...tickets.map((ticket): Source => {
      const linking = linesOf(ticket.file);
      if (todo) noteLines(ticket.file.path, linking, todoPath, notes);
      return { type: 'ticket', ticket, lines: linking };
    }),
    ...lines
      .filter(({ kind }) => kind === 'entry')
      .map((line): Source => ({ type: 'todo', line, missing: [], title: line.title })),
    ...[...missing.values()].map((entry): Source => ({ type: 'todo', ...entry, title: titleWithoutLinks(entry.line) })),
  ];
}

function noteLines(path: string, lines: readonly TodoLine[], todoPath: string, notes: MigrationNote[]): void {
  const [first, ...more] = lines;
  if (!first) {
    notes.push({ code: 'no-todo-line', source: path, line: null, message: `${path} has no line in ${todoPath}` });
  } else if (more.length > 0) {
    const numbers = lines.map(({ number }) => number).join(', ');
    const message = `${path} has ${lines.length} lines in ${todoPath}: ${numbers}`;
    notes.push({ code: 'several-lines', source: path, line: first.number, message });
  }
}

/** What a line says, less the arrow and the link to a ticket that is not there. */
export function titleWithoutLinks({ text, links, title }: TodoLine): string {
  let rest = text;
  for (const { start, end } of [...links].reverse()) rest = rest.slice(0, start) + rest.slice(end);
  const words = rest
    .replace(/^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+/, '')
    .replace(/^\[[ xX]\][ \t]*/, '')
    .trim()
    .replace(/(?:→|->|[:：])+$/u, '')
    .trim();
  return words === '' || /^(?:→|->|[:：])+$/u.test(words) ? title : words;
}
