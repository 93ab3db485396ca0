import { LARGEST_FRONT_MATTER, parseFrontMatter } from '../format/front-matter.ts';
import { TicketsError } from './tickets-error.ts';

/**
 * The text of an item.md that is about to be written, as it is. Throws for one whose front matter is larger than what is
 * read: no command could read or repair it again.
 */
export function checkItemText(id: string, text: string): string {
  if (text.length <= LARGEST_FRONT_MATTER || parseFrontMatter(text).state !== 'too-large') return text;
  const { key, length } = longestField(text);
  throw new TicketsError(
    'invalid-value',
    `${id}: the front matter of item.md would not end within ${LARGEST_FRONT_MATTER / 1024} KiB: ${key} has ${length} characters`,
    `shorten ${key}; a long text belongs into the body`,
  );
}

/** The key of the field that takes the most characters, and how many its value has. */
function longestField(text: string): { key: string; length: number } {
  const sizes = parseFrontMatter(text, text.length).fields.map(({ key, valueStart, end }) => ({
    key,
    length: text.slice(valueStart, end).trimEnd().length,
  }));
  return sizes.reduce((longest, each) => (each.length > longest.length ? each : longest), { key: 'it', length: 0 });
}
