import type { Rule } from '../../rule.ts';

export const layoutMissingThread: Rule = {
  id: 'layout/missing-thread',
  severity: 'error',
  check: ({ items }) =>
    items
      .filter(({ entries }) => entries.thread === 'missing')
      .map(({ summary }) => ({ path: summary.path, line: null, item: summary.id, message: 'thread.md is missing' })),
};
