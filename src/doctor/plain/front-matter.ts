import { FIELDS, type FieldDefinition } from '../../format/fields.ts';
import { type FrontMatter, findField } from '../../format/front-matter.ts';
import type { CheckedItem } from '../../tickets/tree.ts';
import { isSureYaml } from '../yaml-view.ts';

/** Whether a front matter has each field once, on a line of its own, and in a form that every reader takes for the same. */
export function hasPlainFrontMatter(item: CheckedItem): boolean {
  const frontMatter = item.parsedItem()?.frontMatter;
  if (frontMatter?.state !== 'closed' || frontMatter.problems.length > 0) return false;
  return frontMatter.fields.length === FIELDS.length && FIELDS.every((field) => hasPlainField(frontMatter, field));
}

function hasPlainField(frontMatter: FrontMatter, { key, type }: FieldDefinition): boolean {
  const field = findField(frontMatter, key);
  if (!field || field.continuation.length > 0 || !isSureYaml(frontMatter, field)) return false;
  if (type === 'list') return field.rest.startsWith('[');
  if (field.rest.startsWith('[')) return false;
  // Of the others it does not matter what a YAML reader makes of the word.
  if (type !== 'text' && type !== 'word' && type !== 'name') return true;
  return /^[A-Za-z]/.test(field.rest) && (!TYPED.test(field.rest) || (type === 'name' && field.rest === 'null'));
}

/** The words that are no texts to YAML readers. */
const TYPED = /^(?:true|false|yes|no|on|off|null) *$/i;
