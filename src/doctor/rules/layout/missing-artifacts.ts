import type { Rule } from '../../rule.ts';

export const layoutMissingArtifacts: Rule = {
  id: 'layout/missing-artifacts',
  severity: 'error',
  check: ({ items }) =>
    items
      .filter(({ entries }) => entries.artifacts !== 'directory')
      .map(({ summary }) => ({
        path: summary.path,
        line: null,
        item: summary.id,
        message: 'the directory artifacts/ is missing',
      })),
};
