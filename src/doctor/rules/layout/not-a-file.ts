import type { Rule } from '../../rule.ts';

export const layoutNotAFile: Rule = {
  id: 'layout/not-a-file',
  severity: 'error',
  check: ({ items }) =>
    items
      .filter(({ entries }) => entries.thread !== 'file' && entries.thread !== 'missing')
      .map(({ summary }) => ({
        path: `${summary.path}/thread.md`,
        line: null,
        item: summary.id,
        message: 'thread.md is no regular file',
      })),
};
