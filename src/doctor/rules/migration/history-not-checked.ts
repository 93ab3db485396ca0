import { EXAMPLE_ID, EXAMPLE_ITEM, exampleTree } from '../../example-tree.ts';
import { missingTickets } from '../../missing-tickets.ts';
import type { Rule } from '../../rule.ts';

export const historyNotChecked: Rule = {
  id: 'migration/history-not-checked',
  severity: 'hint',
  summary: "git's history could not tell whether the legacy tickets ever existed",
  why: `Items name the files that they were made from, and history shows whether those were ever there. A shallow clone has
only the last commits, as checkouts in CI mostly do; a history may begin after the migration; and git may refuse to
answer. A check that was not made must not look like one that found nothing. It says so once, and fails nothing.`,
  help: 'fetch all of it (`git fetch --unshallow`; in CI a checkout with its full depth) and run doctor again',
  history: { files: {}, gap: 'the clone is shallow' },
  bad: exampleTree({
    [`open/${EXAMPLE_ID}/item.md`]: EXAMPLE_ITEM.replace(
      'legacy_ticket: null',
      'legacy_ticket: tickets/slow-search.md',
    ),
  }),
  good: exampleTree(),
  at: { path: '' },
  checkTree: (tree, { history }) => {
    const { gap, help } = missingTickets(tree, history);
    if (gap === null) return [];
    const message = `git's history cannot tell whether the legacy tickets existed: ${gap}`;
    return [{ path: '', message, ...(help !== undefined && { help }) }];
  },
};
