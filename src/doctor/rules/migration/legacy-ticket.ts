import type { Rule } from '../../rule.ts';

export const migrationLegacyTicket: Rule = {
  id: 'migration/legacy-ticket',
  severity: 'error',
  check: ({ legacy }) =>
    legacy.tickets.map((path) => ({
      path: `../${path}`,
      line: null,
      item: null,
      message: 'a file of the legacy tracker is still here',
    })),
};
