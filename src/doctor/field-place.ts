import { type FrontMatterField, findField } from '../format/front-matter.ts';
import type { CheckedItem, ItemFacts } from '../tickets/tree.ts';
import type { Place } from './rule.ts';

/** The place of a field's value in item.md; of its key where it has none; of the file where it lacks the field. */
export function fieldPlace(item: CheckedItem, key: string): Place {
  const frontMatter = item.parsedItem()?.frontMatter;
  const field = frontMatter && findField(frontMatter, key);
  if (!frontMatter || !field) return { path: `${item.path}/item.md` };
  return valuePlace(item, field);
}

/** The place of a value, which stands on its key's line; of the key where it has none there. */
export function valuePlace(item: CheckedItem, field: FrontMatterField): Place {
  const path = `${item.path}/item.md`;
  const { line, key, start, valueStart } = field;
  const length = field.rest.trimEnd().length;
  const column = (length === 0 ? 0 : valueStart - start) + 1;
  return { path, line, column, endLine: line, endColumn: column + (length || key.length) };
}

/** The place of a value that a rule over the whole tree knows. */
export function factPlace(facts: ItemFacts, key: keyof ItemFacts['places']): Place {
  return { path: `${facts.path}/item.md`, ...facts.places[key] };
}
