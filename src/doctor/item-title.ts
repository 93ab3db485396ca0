import { findField } from '../format/front-matter.ts';
import type { CheckedItem } from '../tickets/tree.ts';
import { valuePlace } from './field-place.ts';
import { placeOf } from './line-place.ts';
import type { Place } from './rule.ts';

/** The title as it is read; the empty string where the item has none. */
export function itemTitle(item: CheckedItem): string {
  return item.parsedItem()?.fields.title ?? '';
}

/** The place of a character in the title; that of the whole title where it stands there as an escape. */
export function titlePlace(item: CheckedItem, character: string): Place {
  const frontMatter = item.parsedItem()?.frontMatter;
  const field = frontMatter && findField(frontMatter, 'title');
  if (!frontMatter || !field) return { path: `${item.path}/item.md` };
  const at = field.rest.indexOf(character);
  if (at < 0) return valuePlace(item, field);
  const start = field.valueStart + at;
  return placeOf(`${item.path}/item.md`, frontMatter.text, start, start + character.length);
}

/** `U+202E`, as people look it up. */
export function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
