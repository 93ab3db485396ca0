import { isAuthor, LONGEST_AUTHOR } from '../format/author.ts';
import { PRIORITIES } from '../format/fields.ts';
import { isPrintable } from '../format/is-printable.ts';
import { isSlug, slugify } from '../format/slug.ts';
import { TicketsError } from './tickets-error.ts';

/** The title, less surrounding space. Refused: empty, several lines, control characters. */
export function checkTitle(text: string): string {
  const title = text.trim();
  if (title === '') throw new TicketsError('invalid-value', 'the title is empty', 'name the work in one line');
  refuseControls('title', title);
  return title;
}

export function checkPriority(text: string): string {
  if ((PRIORITIES as readonly string[]).includes(text)) return text;
  const upper = text.toUpperCase();
  const meant = (PRIORITIES as readonly string[]).includes(upper) ? upper : /[0-3]/.exec(text)?.[0];
  const hint = meant ? `did you mean ${meant.startsWith('P') ? meant : `P${meant}`}?` : 'P0 (now) to P3 (some day)';
  throw new TicketsError('invalid-value', `unknown priority '${text}'`, hint);
}

export function checkKind(text: string): string {
  if (/^[a-z][a-z0-9_-]*$/.test(text)) return text;
  const lower = text.trim().toLowerCase().replace(/\s+/g, '-');
  const hint = /^[a-z][a-z0-9_-]*$/.test(lower) ? `did you mean '${lower}'?` : 'task, feature, bug, audit or the like';
  throw new TicketsError('invalid-value', `a kind is one lower-case word, not '${text}'`, hint);
}

/** The longest slug that a person may choose. */
const LONGEST_CHOSEN = 100;

/** A slug that a person chose: brought into form, as the old script did. */
export function checkSlug(text: string): string {
  const slug = isSlug(text) ? text : slugify(text);
  if (slug.length > LONGEST_CHOSEN) {
    throw new TicketsError(
      'invalid-value',
      `the slug is too long: ${slug.length} characters`,
      `at most ${LONGEST_CHOSEN} make a slug`,
    );
  }
  if (slug === '') {
    throw new TicketsError('invalid-value', `no slug can be made of '${text}'`, 'a slug is a-z, 0-9 and hyphens');
  }
  return slug;
}

/** Labels from any number of options, each of which may name several between commas. Doubles are dropped. */
export function checkLabels(texts: readonly string[]): string[] {
  const labels = texts.flatMap((text) => text.split(',')).map((label) => label.trim());
  for (const label of labels) refuseControls('label', label);
  return [...new Set(labels.filter((label) => label !== ''))];
}

/** A person's name, or null for the words that mean nobody. */
export function checkAssignee(text: string): string | null {
  const name = text.trim();
  if (name === '' || name === 'null') return null;
  refuseControls('assignee', name);
  return name;
}

export function checkAuthor(text: string, source: string): string {
  const author = text.trim();
  if (isAuthor(author)) return author;
  throw new TicketsError(
    'invalid-value',
    `the author ${JSON.stringify(author)} (from ${source}) cannot stand in an event header`,
    `letters, digits, space and ._@+-/: make an author, at most ${LONGEST_AUTHOR}; set --author or TICKETS_AUTHOR`,
  );
}

/** A body, less the blank lines around it. Refused: NUL characters; empty, where `needed` says what for. */
export function checkBody(text: string, needed?: string): string {
  const body = text
    .toWellFormed()
    .replaceAll('\r\n', '\n')
    .replace(/^\ufeff/, '')
    .replace(/^(?:[ \t]*\n)+/, '')
    .trimEnd();
  if (body.includes('\0')) {
    throw new TicketsError('invalid-value', 'the text holds a NUL character', 'is it a text file?');
  }
  if (body === '' && needed !== undefined) {
    throw new TicketsError(
      'empty-body',
      `${needed} needs a text, and none was given`,
      'pass -m TEXT, --file FILE, or pipe it in; nothing was written',
    );
  }
  return body;
}

function refuseControls(what: string, text: string): void {
  if (isPrintable(text)) return;
  const broken = /[\n\r]/.test(text) ? 'a line break' : 'control characters';
  throw new TicketsError('invalid-value', `the ${what} holds ${broken}`, `a ${what} is one line of plain text`);
}
