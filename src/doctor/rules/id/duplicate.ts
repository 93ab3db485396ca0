import { findDuplicates } from '../../find-duplicates.ts';
import type { Rule } from '../../rule.ts';

export const idDuplicate: Rule = {
  id: 'id/duplicate',
  severity: 'error',
  check: ({ items }) => findDuplicates(items, 'id', ({ summary, file }) => file?.fields.id || summary.id),
};
