import { serializeEventHeader } from '../../format/event-header.ts';
import { eventHeading, type Verdict } from '../../format/event-kinds.ts';
import { type ItemFields, parseItemFile } from '../../format/item-file.ts';
import { lineEnding } from '../../format/line-ending.ts';
import { readScalar, writeScalar } from '../../format/scalar.ts';
import { serializeEvent } from '../../format/serialize-event.ts';
import type { Status } from '../../format/status.ts';
import { parseThread } from '../../format/thread.ts';
import type { TodoLine } from './parse-todo.ts';

/** Who wrote the events of a migration: the name that the migration of 2026-05-27 used. */
export const MIGRATION_AUTHOR = 'tickets.sh-migration';

export interface MigratedReview {
  path: string;
  /** The file's text, which becomes the event's body, byte for byte. */
  text: string;
  verdict: Verdict | null;
}

/** What an item is made from. */
export interface MigrationInput {
  id: string;
  slug: string;
  title: string;
  status: Status;
  /** `2026-05-27`. */
  date: string;
  /** The time of the id. */
  at: string;
  source: { type: 'ticket'; path: string; text: string } | { type: 'todo'; line: TodoLine; missing: string[] };
  review: MigratedReview | null;
  /** The resolution of an item that is closed. */
  resolution: string;
}

/**
 * The files of a migrated item, by the rules of the migration of 2026-05-27; `null` where the item would not read back as
 * what it was made from. The migration event has no `id`, as none of that migration has one; reviews and closes have.
 */
export function migratedFiles(input: MigrationInput): Record<string, string> | null {
  const { id, status, review, resolution } = input;
  const thread = [migrationEvent(input)];
  const common = { author: MIGRATION_AUTHOR, at: input.at };
  if (review) {
    const verdict = review.verdict === null ? {} : { verdict: review.verdict };
    thread.push(serializeEvent(id, { kind: 'review', ...common, ...verdict, body: review.text }).text);
  }
  if (status === 'closed') {
    const attributes = [{ key: 'status', value: 'closed' }];
    thread.push(serializeEvent(id, { kind: 'close', ...common, attributes, body: resolution }).text);
  }
  const files = {
    'item.md': itemText(input),
    'thread.md': thread.join('\n'),
    'artifacts/.gitkeep': '',
    ...(status === 'closed' && { 'resolution.md': `${resolution}\n` }),
  };
  return readsBack(input, files) ? files : null;
}

/** What the body of an item says above the ticket's text. */
export function migrationReference(legacyTicket: string | null, date: string): string {
  return `## Migration reference

- legacy_ticket: ${legacyTicket ?? 'null'}
- migrated_from: TODO.md / tickets directory migration on ${date}

`;
}

function itemText({ source, ...input }: MigrationInput): string {
  const legacyTicket = source.type === 'ticket' ? source.path : null;
  const lines = [
    `id: ${input.id}`,
    `slug: ${writeScalar(input.slug)}`,
    // As the old script's reader takes it: half of the real titles are no YAML. In quotes only where a raw one would be
    // read as something else, by this program too.
    `title: ${isRaw(input.title) ? input.title : writeScalar(input.title, 'double')}`,
    `status: ${input.status}`,
    'kind: task',
    'priority: P2',
    'labels: [migrated]',
    `created_at: ${input.at}`,
    `updated_at: ${input.at}`,
    'assignee: null',
    `legacy_ticket: ${legacyTicket === null ? 'null' : writeScalar(legacyTicket)}`,
  ];
  const head = `---\n${lines.join('\n')}\n---\n\n${migrationReference(legacyTicket, input.date)}`;
  if (source.type === 'todo') return head + todoBody(input.title, source.line, source.missing);
  // A ticket with CRLF gets a head with CRLF: one file, one sort of line ending.
  return (lineEnding(source.text) === '\r\n' ? head.replaceAll('\n', '\r\n') : head) + source.text;
}

function isRaw(title: string): boolean {
  const { value, style } = readScalar(title, { keepHash: true });
  return style === 'plain' && value === title;
}

/** The text for a TODO line without a ticket, with whatever was indented below the line. */
function todoBody(title: string, line: TodoLine, missing: readonly string[]): string {
  const details = entryDetails(line);
  return [
    `# ${title}\n`,
    '## Background\n',
    'This work item was migrated from an unfinished TODO.md entry that did not have a dedicated legacy ticket file.\n',
    ...(line.box === true ? ['The entry was checked off.\n'] : []),
    ...missing.map((path) => `The entry linked ${path}, which was not there.\n`),
    ...(details === '' ? [] : [`Below the entry stood:\n\n${details}\n`]),
    '## Acceptance criteria\n',
    '- Define the concrete requirements before implementation.\n',
  ].join('\n');
}

/** What was indented below an entry, as its item has it; empty where nothing was. */
export function entryDetails({ details: lines }: TodoLine): string {
  const filled = lines.filter((line) => line.trim() !== '');
  const width = Math.min(...filled.map((line) => line.length - line.trimStart().length));
  return lines
    .map((line) => line.slice(width).trimEnd())
    .join('\n')
    .replace(/^\n+|\n+$/g, '');
}

function migrationEvent({ source, review, at }: MigrationInput): string {
  const header = serializeEventHeader([
    { key: 'event', value: 'migration' },
    { key: 'author', value: MIGRATION_AUTHOR },
    { key: 'at', value: at },
  ]);
  const from = source.type === 'ticket' ? source.path : 'TODO.md entry without a legacy ticket file';
  const reviewed = review
    ? `Its review ${review.path} is the next event.`
    : 'No legacy review file was present at migration time.';
  return `${header}\n\n## ${eventHeading('migration')}\n\nMigrated from ${from}. ${reviewed}\n\n---\n`;
}

/** Nothing that was written is believed before it has been read: title, text and every review, to the byte. */
function readsBack(input: MigrationInput, files: { 'item.md': string; 'thread.md': string }): boolean {
  const { fields, body, problems } = parseItemFile(files['item.md']);
  const expected: ItemFields = {
    id: input.id,
    slug: input.slug,
    title: input.title,
    status: input.status,
    kind: 'task',
    priority: 'P2',
    labels: ['migrated'],
    createdAt: input.at,
    updatedAt: input.at,
    assignee: null,
    legacyTicket: input.source.type === 'ticket' ? input.source.path : null,
  };
  const kinds = ['migration', ...(input.review ? ['review'] : []), ...(input.status === 'closed' ? ['close'] : [])];
  const { events, preamble, problems: threadProblems } = parseThread(files['thread.md'], input.id);
  const reviews = events.filter(({ kind }) => kind === 'review');
  return (
    problems.length === 0 &&
    JSON.stringify(fields) === JSON.stringify(expected) &&
    (input.source.type === 'todo' || body.endsWith(input.source.text)) &&
    preamble === '' &&
    threadProblems.every(({ code }) => code === 'thread/review-without-verdict') &&
    events.map(({ kind }) => kind).join() === kinds.join() &&
    reviews.every(({ body: text, verdict }) => text === input.review?.text && verdict === input.review.verdict)
  );
}
