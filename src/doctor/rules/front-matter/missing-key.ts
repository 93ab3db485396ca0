import { FIELDS, type FieldType } from '../../../format/fields.ts';
import { type FrontMatterField, findField } from '../../../format/front-matter.ts';
import { readScalar } from '../../../format/scalar.ts';
import { exampleItem } from '../../example-tree.ts';
import { fieldPlace } from '../../field-place.ts';
import type { Rule } from '../../rule.ts';

export const missingKey: Rule = {
  id: 'front-matter/missing-key',
  severity: 'error',
  summary: 'a field of the format is missing or empty',
  why: `Every item has all eleven fields, with \`null\` where there is nothing to say. A program that reads items counts on
them, and an item without an id, a status or a time cannot be told from a damaged one.`,
  help: 'add the field; `null` is the missing assignee or legacy_ticket',
  bad: exampleItem((text) => text.replace('priority: P2\n', '')),
  good: exampleItem((text) => text),
  at: { path: 'open/20260601-090000-slow-search/item.md' },
  checkItem: (item) => {
    const frontMatter = item.parsedItem()?.frontMatter;
    // A front matter that is not there, or never ends, is a finding of its own.
    if (frontMatter?.state !== 'closed') return [];
    if (frontMatter.fields.length === 0) {
      const message = 'the front matter is empty: it has none of the fields';
      return [{ path: `${item.path}/item.md`, line: 1, column: 1, message }];
    }
    return FIELDS.flatMap(({ key, type }) => {
      const field = findField(frontMatter, key);
      if (field && !isEmpty(field, type)) return [];
      const message = field ? `the field '${key}' is empty` : `the field '${key}' is missing`;
      return [{ ...fieldPlace(item, key), message }];
    });
  },
};

/** Quotes around nothing say nothing either. A name may be missing; of free text and lists, front-matter/wrong-type tells. */
function isEmpty({ rest, continuation }: FrontMatterField, type: FieldType): boolean {
  if (continuation.length > 0) return false;
  if (rest.trim() === '') return true;
  if (type === 'name' || type === 'list' || type === 'text' || type === 'word') return false;
  const { value, style } = readScalar(rest);
  return style !== 'plain' && value.trim() === '';
}
