import { isUtf8 } from 'node:buffer';
import { foldText, quickLook } from '../format/folded-text.ts';
import { parseItemFile } from '../format/item-file.ts';
import { latin1 } from '../format/latin1.ts';
import { unquoteBody } from '../format/quote-body.ts';
import type { Status } from '../format/status.ts';
import { STATUSES } from '../format/status.ts';
import { textLines } from '../format/text-lines.ts';
import { parseThread } from '../format/thread.ts';
import { fileKind } from '../store/file-kind.ts';
import { listedPlaces, readMovedSummary } from '../store/list-items.ts';
import type { TreeProblem } from '../store/list-places.ts';
import { readSmallFile } from '../store/read-file.ts';
import { readItemText } from '../store/read-item-file.ts';
import { readListedSummary } from '../store/read-listed-summary.ts';
import type { ItemPlace } from '../tickets/change.ts';
import type { ItemSummary } from '../tickets/item.ts';
import { TicketsError } from '../tickets/tickets-error.ts';
import type { Workspace } from './workspace.ts';

export interface SearchOptions {
  /** Default: all. */
  status?: Status | 'all';
  /** Default: only when the text holds a capital letter. */
  caseSensitive?: boolean;
  /** The most matches. */
  limit?: number;
}

export interface SearchMatch {
  item: Pick<ItemSummary, 'id' | 'slug' | 'title' | 'status'>;
  /** What the line belongs to: a field's name, `body`, `event` or `resolution`. */
  place: string;
  /** The event that holds the line. */
  event: { kind: string; author: string | null; at: string | null } | null;
  /** Relative to the root. */
  path: string;
  line: number;
  text: string;
}

export interface SearchResult {
  root: string;
  matches: SearchMatch[];
  problems: TreeProblem[];
}

const FILES = ['item.md', 'thread.md', 'resolution.md'] as const;

/** What is searched for, and how. */
interface Query {
  needle: string;
  fold: (text: string) => string;
  /** Whether a file can hold it, of its bytes read as Latin-1; see quickLook. */
  mayHold: (bytes: string) => boolean;
}

/** The lines of items, events and resolutions that hold a text. Forms of one character (NFC, NFD) are the same. */
export function search(workspace: Workspace, text: string, options: SearchOptions = {}): SearchResult {
  if (text === '') throw new TicketsError('usage', 'there is no text to search for');
  const caseSensitive = options.caseSensitive ?? text !== text.toLowerCase();
  const fold = (line: string): string => foldText(line, caseSensitive);
  const needle = fold(text);
  const query = { needle, fold, mayHold: quickLook(needle, caseSensitive) };
  const root = workspace.root.path;
  const status = options.status ?? 'all';
  const statuses = status === 'all' ? STATUSES : [status];
  const { places, twice, problems } = listedPlaces(root, statuses);
  const result: SearchResult = { root, matches: [], problems };
  for (const place of places) {
    if (isWithout(root, place, query)) continue;
    const summary = readListedSummary(root, place) ?? readMovedSummary(root, place, twice);
    if (summary !== null && statuses.includes(summary.status)) searchItem(summary, query, result);
  }
  const { matches } = result;
  return { ...result, matches: matches.slice(0, options.limit ?? matches.length) };
}

/**
 * Whether an item is a plain one that has nothing to show: each of its files was read, none can hold the text, and there
 * is nothing to tell about any. Most items are such, and this costs a look at their bytes.
 */
function isWithout(root: string, { status, id }: ItemPlace, { mayHold }: Query): boolean {
  const directory = `${root}/${status}/${id}`;
  const item = readSmallFile(`${directory}/item.md`);
  if (item === null || !isUtf8(item)) return false;
  const text = latin1(item);
  // A title in quotes, or on several lines, is searched as it reads.
  if (!PLAIN_TITLE.test(text) || mayHold(text)) return false;
  const thread = readSmallFile(`${directory}/thread.md`);
  if (thread === null || mayHold(latin1(thread))) return false;
  if (status !== 'closed' && fileKind(`${directory}/resolution.md`) === 'missing') return true;
  const resolution = readSmallFile(`${directory}/resolution.md`);
  return resolution !== null && !mayHold(latin1(resolution));
}

/** A closed front matter with a title on one line, which no quotes surround. */
const PLAIN_TITLE = /^---\n(?:(?!title:)[a-z_]+:[^\n]*\n)*title: [^"'\s|>][^\n]*\n(?:[a-z_]+:[^\n]*\n)*---\n/;

function searchItem(summary: ItemSummary, { needle, fold }: Query, { root, matches, problems }: SearchResult): void {
  const [problem] = summary.problems;
  // What is left of such an item is searched; that it is damaged is told all the same.
  if (!summary.readable && problem && problem.code !== 'layout/unreadable-file') {
    const path = `${summary.path}/item.md`;
    problems.push({ code: problem.code, path, message: `${path}: ${problem.message}` });
  }
  const item = { id: summary.id, slug: summary.slug, title: summary.title, status: summary.status };
  for (const name of FILES) {
    const read = readItemText(root, summary, name);
    if (read.kind === 'unreadable') problems.push(unreadable(`${summary.path}/${name}`, read.reason));
    if (read.kind !== 'read') continue;
    const content = read.text;
    // Most files hold nothing: one look at the whole text is far cheaper than one at every line.
    if (!fold(content).includes(needle) && !(name === 'item.md' && fold(summary.title).includes(needle))) continue;
    for (const line of placedLines(name, content, item.id)) {
      if (!fold(line.text).includes(needle)) continue;
      matches.push({ item, ...line, path: `${summary.path}/${name}` });
    }
  }
}

function unreadable(path: string, reason: string): TreeProblem {
  return { code: 'layout/unreadable-file', path, message: `${path} ${reason}` };
}

type PlacedLine = Pick<SearchMatch, 'place' | 'event' | 'line' | 'text'>;

function placedLines(name: 'item.md' | 'thread.md' | 'resolution.md', text: string, id: string): PlacedLine[] {
  if (name === 'item.md') return itemLines(text);
  if (name === 'thread.md') return threadLines(text, id);
  return textLines(text).map((line) => ({ place: 'resolution', event: null, line: line.number, text: line.text }));
}

function itemLines(text: string): PlacedLine[] {
  const { frontMatter, fields } = parseItemFile(text);
  const lines = textLines(text);
  return lines.map((line) => {
    const field = frontMatter.fields.find((candidate) => line.start >= candidate.start && line.start < candidate.end);
    const place = field?.key ?? (line.start >= frontMatter.bodyStart ? 'body' : 'front matter');
    // A quoted title is searched, and shown, as it reads.
    const isTitle = field?.key === 'title' && field.line === line.number;
    return { place, event: null, line: line.number, text: isTitle ? fields.title : line.text };
  });
}

function threadLines(text: string, id: string): PlacedLine[] {
  const { events } = parseThread(text, id);
  let index = -1;
  return textLines(text).map((line) => {
    if (line.number >= (events[index + 1]?.line ?? Number.POSITIVE_INFINITY)) index += 1;
    const event = events[index];
    const shown = event?.id ? unquoteBody(line.text) : line.text;
    const told = event ? { kind: event.kind, author: event.author, at: event.at } : null;
    return { place: 'event', event: told, line: line.number, text: shown };
  });
}
