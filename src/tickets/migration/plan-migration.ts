import { isItemId } from '../../format/item-id.ts';
import type { Status } from '../../format/status.ts';
import { findSources, isTicketPath, type Ticket } from './find-sources.ts';
import type { LegacyFile, MigratedItem } from './legacy.ts';
import { entryDetails, type MigrationInput, migratedFiles } from './migrated-files.ts';
import type {
  MigrationInputs,
  MigrationNote,
  MigrationOptions,
  MigrationPlan,
  MigrationProblem,
  PlannedItem,
} from './migration-plan.ts';
import { orderSources, type Source, titleWithoutLinks } from './order-sources.ts';
import type { TodoLine } from './parse-todo.ts';
import { reviewVerdict } from './review-verdict.ts';
import { ownSlug, SlugChoice } from './slug-choice.ts';
import { ticketTitle } from './ticket-title.ts';

/** C0 but tab, and DEL: no real title holds one, and for a YAML reader a carriage return starts a line of its own. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\0-\x08\x0a-\x1f\x7f]/;
/** A day has no more seconds, and every item of a migration has one of its own. */
const MOST_ITEMS = 86_399;

/**
 * Decides what becomes of a legacy tracker, by the rules of the migration of 2026-05-27 (docs/migrate.md). Never throws:
 * what cannot be decided, or would lose or overwrite something, is in `problems`, and then nothing may be written.
 */
export function planMigration(inputs: MigrationInputs, options: MigrationOptions): MigrationPlan {
  const found = findSources(inputs.sources);
  const problems = [...found.problems];
  const notes = [...found.notes];
  const sources = orderSources(inputs.sources, inputs.migrated, found, notes);
  if (sources.length > MOST_ITEMS) problems.push(tooMany(inputs, sources.length));
  const matches = matchMigrated(sources, inputs.migrated);
  const date = options.date ?? dateOf(matches) ?? options.today;
  const slugs = new SlugChoice(inputs, options, problems);
  const items: PlannedItem[] = [];
  for (const [index, source] of sources.entries()) {
    const match = matches[index];
    const item = match
      ? alreadyMigrated(source, match, problems)
      : planItem(source, index + 1, { date, status: options.status, slugs, problems, notes });
    if (item) items.push(item);
  }
  for (const orphan of found.orphans) checkOrphan(orphan, inputs.migrated, problems);
  slugs.reportUnused(notes);
  const listed = found.lines.some(({ kind }) => kind === 'entry' || kind === 'ticket' || kind === 'group');
  const linked = found.lines.some(({ links }) =>
    links.some(({ path }) => path !== null && isTicketPath(inputs.sources.ticketsPath, path)),
  );
  const lines = found.lines.map(({ number, kind, text, links, title }) => {
    const item =
      items.find((planned) => planned.line === number) ??
      items.find((planned) => kind === 'ticket' && links.some(({ path }) => path === planned.source));
    return { line: number, kind, text, item: item?.id ?? null, isTold: kind === 'blank' || item?.title === title };
  });
  return {
    date,
    items,
    problems,
    notes,
    removals: [...found.tickets.flatMap(({ file, review }) => (review ? [file, review] : [file])), ...found.orphans],
    lines: lines.map(({ isTold: _, ...line }) => line),
    replacesTodo: listed || linked,
    hasOtherText: lines.some(({ isTold, kind, line }) => !isTold && !isDetailOfEntry(found.lines, kind, line)),
  };
}

/** Text below an entry goes into its item. */
function isDetailOfEntry(lines: readonly TodoLine[], kind: string, number: number): boolean {
  if (kind !== 'detail') return false;
  const above = lines.findLast((line) => line.number < number && line.kind !== 'detail' && line.kind !== 'blank');
  return above?.kind === 'entry';
}

/**
 * The item of an earlier run for each source: by its ticket's path, or by what the line says. Of lines that say the same,
 * one whose own slug an item has goes first.
 */
function matchMigrated(sources: readonly Source[], migrated: readonly MigratedItem[]): (MigratedItem | undefined)[] {
  const left = new Set(migrated);
  const found = new Map<Source, MigratedItem>();
  const match = (fits: (source: Source, item: MigratedItem) => boolean): void => {
    for (const source of sources) {
      const item = found.has(source) ? undefined : [...left].find((candidate) => fits(source, candidate));
      if (!item) continue;
      found.set(source, item);
      left.delete(item);
    }
  };
  const saysSame = (source: Source, item: MigratedItem): boolean =>
    source.type === 'ticket'
      ? item.legacyTicket === source.ticket.file.path
      : item.legacyTicket === null && item.title === source.title;
  match((source, item) => saysSame(source, item) && item.slug === ownSlug(source));
  match(saysSame);
  return sources.map((source) => found.get(source));
}

/** The date of the run that was interrupted. */
function dateOf(matches: readonly (MigratedItem | undefined)[]): string | null {
  const dates = new Set(matches.flatMap((item) => (item ? [item.createdAt.slice(0, 10)] : [])));
  const [date] = dates;
  return dates.size === 1 && date !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(date) ? date : null;
}

/** An item that is there already: its source may go only if the item has all of it. */
function alreadyMigrated(source: Source, item: MigratedItem, problems: MigrationProblem[]): PlannedItem {
  const planned = { id: item.id, slug: item.slug, title: item.title, status: item.status, files: null };
  const isTodo = source.type === 'todo';
  const name = isTodo ? source.title : source.ticket.file.path;
  const line = isTodo ? source.line.number : null;
  const differs = (path: string, what: string, hint: string): void => {
    const message = `${JSON.stringify(path)} ${what} ${item.id}, which was made from it`;
    problems.push({ code: 'differs', source: path, line, message, hint: `${hint}; nothing was written` });
  };
  if (!item.itemText.includes(isTodo ? entryDetails(source.line) : source.ticket.file.text)) {
    differs(name, 'is not what stands in', 'take over what differs into the item, then remove it here');
  }
  if (isCheckedOff(isTodo ? [source.line] : source.lines) && item.status !== 'closed') {
    differs(name, `is checked off, unlike`, `\`tickets close ${item.slug}\`, or take the tick away`);
  }
  const review = isTodo ? null : source.ticket.review;
  if (review && !item.reviews.includes(review.text)) {
    differs(
      review.path,
      'is not in the log of',
      `\`tickets review ${item.slug} --file\` records it; then remove it here`,
    );
  }
  return { ...planned, source: name, line, review: review && { path: review.path, verdict: null } };
}

/** A review without its ticket: the last file of an interrupted run, if the item of the ticket has it; else nobody's. */
function checkOrphan(orphan: LegacyFile, migrated: readonly MigratedItem[], problems: MigrationProblem[]): void {
  const ticket = orphan.path.replace(/\.review\.md$/, '.md');
  const item = migrated.find(({ legacyTicket }) => legacyTicket === ticket);
  if (item?.reviews.includes(orphan.text)) return;
  const message = `${orphan.path} is a review without a ticket: there is no ${ticket}`;
  const hint = item
    ? `${item.id} was made from it: record the review with \`tickets review\`, then remove the file`
    : 'bring the ticket back, or move the review away';
  problems.push({ code: 'orphan-review', source: orphan.path, line: null, message, hint });
}

interface ItemContext {
  date: string;
  status: Status;
  slugs: SlugChoice;
  problems: MigrationProblem[];
  notes: MigrationNote[];
}

function planItem(source: Source, number: number, context: ItemContext): PlannedItem | null {
  const { date, problems, notes } = context;
  const isTodo = source.type === 'todo';
  const name = isTodo ? source.title : source.ticket.file.path;
  const line = isTodo ? source.line.number : null;
  const title = isTodo ? source.title : titleOf(source);
  if (title === null) {
    const message = `${name} has no heading \`# …\` to take the title from, and no line in TODO.md`;
    problems.push({ code: 'no-title', source: name, line, message, hint: 'give it a heading' });
    return null;
  }
  if (CONTROL.test(title)) {
    const message = `the title of ${JSON.stringify(name)} holds control characters`;
    problems.push({ code: 'unwritable', source: name, line, message, hint: 'take them out of its heading' });
    return null;
  }
  const slug = context.slugs.choose(source);
  if (slug === null) return null;
  const isDone = isCheckedOff(isTodo ? [source.line] : source.lines);
  const status = isDone ? 'closed' : context.status;
  const stamp = stampOf(number);
  const id = `${date.replaceAll('-', '')}-${stamp.replaceAll(':', '')}-${slug}`;
  const review = isTodo ? null : reviewOf(source.ticket, notes);
  if (isDone) {
    const message = `${isTodo ? JSON.stringify(name) : name} is checked off: it becomes a closed item`;
    notes.push({ code: 'checked-off', source: name, line: isTodo ? line : (source.lines[0]?.number ?? null), message });
  }
  const input: MigrationInput = {
    ...{ id, slug, title, status, date, at: `${date}T${stamp}Z`, review },
    source: isTodo
      ? { type: 'todo', line: source.line, missing: source.missing }
      : { type: 'ticket', path: source.ticket.file.path, text: source.ticket.file.text },
    resolution: isDone ? 'Checked off in TODO.md before the migration.' : 'Closed at the migration.',
  };
  const files = isItemId(id) ? migratedFiles(input) : null;
  if (files === null) {
    const hint = 'give it a shorter slug or heading';
    const message = `${JSON.stringify(name)} cannot be written so that it reads back the same`;
    problems.push({ code: 'unwritable', source: name, line, message, hint });
    return null;
  }
  const planned = { source: name, line, id, slug, title, status, files };
  return { ...planned, review: review && { path: review.path, verdict: review.verdict } };
}

/** The heading; for want of one the TODO line, if there is exactly one. */
function titleOf({ ticket, lines }: Extract<Source, { type: 'ticket' }>): string | null {
  const heading = ticketTitle(ticket.file.text);
  if (heading !== null) return heading;
  const [line] = lines;
  return line && lines.length === 1 ? titleWithoutLinks(line) : null;
}

/** Every line that links the ticket alone is ticked. */
function isCheckedOff(lines: readonly TodoLine[]): boolean {
  return lines.length > 0 && lines.every(({ box }) => box === true);
}

function reviewOf({ file, review }: Ticket, notes: MigrationNote[]): MigrationInput['review'] {
  if (!review) return null;
  const found = reviewVerdict(file.text, review.text);
  if (found.verdict === null) {
    const message = `${review.path} becomes a review without a verdict: ${found.reason}`;
    notes.push({ code: 'no-verdict', source: review.path, line: null, message });
  }
  return { path: review.path, text: review.text, verdict: found.verdict };
}

/** `00:00:01` for the first item. The n-th is the n-th second of the day, since `000060` is no time. */
function stampOf(number: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(number / 3600))}:${two(Math.floor(number / 60) % 60)}:${two(number % 60)}`;
}

function tooMany({ sources }: MigrationInputs, count: number): MigrationProblem {
  const message = `${count} items are more than one day has seconds`;
  return { code: 'too-many', source: sources.ticketsPath, line: null, message, hint: 'migrate them in parts' };
}
