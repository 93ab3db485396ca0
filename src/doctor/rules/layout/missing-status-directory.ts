import type { Rule } from '../../rule.ts';

/** A warning, since git keeps no empty directory: a fresh clone may lack one. */
export const layoutMissingStatusDirectory: Rule = {
  id: 'layout/missing-status-directory',
  severity: 'warning',
  check: ({ missingStatuses }) =>
    missingStatuses.map((status) => ({
      path: status,
      line: null,
      item: null,
      message: `the directory ${status}/ is missing; \`tickets init\` makes it`,
    })),
};
