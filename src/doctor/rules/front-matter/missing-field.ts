import { FIELDS } from '../../../format/fields.ts';
import { findField } from '../../../format/front-matter.ts';
import type { Rule } from '../../rule.ts';

/** All fields are required, and none may be empty; `null` is a value where the format says so. */
export const frontMatterMissingField: Rule = {
  id: 'front-matter/missing-field',
  severity: 'error',
  check: ({ items }) =>
    items.flatMap(({ summary, file }) => {
      if (!file || file.frontMatter.state === 'unopened') return [];
      return FIELDS.flatMap(({ key }) => {
        const field = findField(file.frontMatter, key);
        if (field && (field.rest.trim() !== '' || field.continuation.length > 0)) return [];
        return [
          {
            path: `${summary.path}/item.md`,
            line: field?.line ?? null,
            item: summary.id,
            message: field ? `the field '${key}' is empty` : `the field '${key}' is missing`,
          },
        ];
      });
    }),
};
