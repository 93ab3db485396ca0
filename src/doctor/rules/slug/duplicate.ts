import { findDuplicates } from '../../find-duplicates.ts';
import type { Rule } from '../../rule.ts';

export const slugDuplicate: Rule = {
  id: 'slug/duplicate',
  severity: 'error',
  check: ({ items }) => findDuplicates(items, 'slug', ({ file }) => file?.fields.slug ?? ''),
};
