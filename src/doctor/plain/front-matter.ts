import { FIELDS, type FieldDefinition } from '../../format/fields.ts';
import { type FrontMatter, type FrontMatterField, findField } from '../../format/front-matter.ts';
import type { CheckedItem } from '../../tickets/tree.ts';
import { atFirstSight } from '../yaml-view.ts';
import { NO_TEXT } from './no-text.ts';

/** Whether a front matter has each field once, with a value on its line, and nothing else. */
export function hasPlainKeys(item: CheckedItem): boolean {
  const frontMatter = item.parsedItem()?.frontMatter;
  if (frontMatter?.state !== 'closed' || frontMatter.problems.length > 0) return false;
  const { fields } = frontMatter;
  return fields.length === FIELDS.length && FIELDS.every(({ key }) => hasValue(findField(frontMatter, key)));
}

function hasValue(field: FrontMatterField | undefined): boolean {
  return field !== undefined && field.continuation.length === 0 && !/^\s*$|^(["'])\s*\1/.test(field.rest);
}

/** Whether each field is in a form that every reader takes for the same value, of the type that it should have. */
export function hasPlainValues(item: CheckedItem): boolean {
  const frontMatter = item.parsedItem()?.frontMatter;
  if (frontMatter?.state !== 'closed' || frontMatter.fields.length !== FIELDS.length) return false;
  return FIELDS.every((definition) => {
    const field = findField(frontMatter, definition.key);
    return field !== undefined && hasPlainType(definition, frontMatter, field);
  });
}

/** Whether a value is YAML at first sight, and of its field's type. */
export function hasPlainType({ type }: FieldDefinition, frontMatter: FrontMatter, field: FrontMatterField): boolean {
  const { rest } = field;
  if (atFirstSight(frontMatter, field) !== 'valid' || (type === 'list') !== rest.startsWith('[')) return false;
  // Of the others it does not matter what a YAML reader makes of the word.
  if (type !== 'text' && type !== 'word' && type !== 'name') return true;
  return /^[A-Za-z]/.test(rest) && (!NO_TEXT.test(rest) || (type === 'name' && rest === 'null'));
}
