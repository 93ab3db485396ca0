import { type FrontMatter, type FrontMatterField, findField } from '../format/front-matter.ts';
import type { CheckedItem, ItemFacts } from '../tickets/tree.ts';
import { placeOf } from './line-place.ts';
import type { Place } from './rule.ts';

/** The place of a field's value in item.md; of its key where it has none; of the file where it lacks the field. */
export function fieldPlace(item: CheckedItem, key: string): Place {
  const frontMatter = item.parsedItem()?.frontMatter;
  const field = frontMatter && findField(frontMatter, key);
  if (!frontMatter || !field) return { path: `${item.path}/item.md` };
  return valuePlace(item, frontMatter, field);
}

export function valuePlace(item: CheckedItem, frontMatter: FrontMatter, field: FrontMatterField): Place {
  const path = `${item.path}/item.md`;
  const value = field.rest.trimEnd();
  if (value === '') return placeOf(path, frontMatter.text, field.start, field.start + field.key.length);
  return placeOf(path, frontMatter.text, field.valueStart, field.valueStart + value.length);
}

/** The place of a value that a rule over the whole tree knows. */
export function factPlace(facts: ItemFacts, key: keyof ItemFacts['places']): Place {
  return { path: `${facts.path}/item.md`, ...facts.places[key] };
}
