import { EXAMPLE_ID, EXAMPLE_ITEM, EXAMPLE_THREAD, exampleTree } from '../../example-tree.ts';
import { logReports } from '../../log-reports.ts';
import type { Rule } from '../../rule.ts';

export const itemInTwoPlaces: Rule = {
  id: 'log/item-in-two-places',
  severity: 'error',
  summary: 'an item is in two status directories of a commit, or in two roots',
  why: `A merge leaves it so when one branch closed the item and the other wrote into it: git keeps both. Each has a part of
the log, and a command that is given the id cannot know which of the two is meant. A copy in another root of the repository
is a second log, too.`,
  help: '`tickets resolve` makes one of them, with all events; of a copy in another root, remove the new one',
  base: exampleTree(),
  bad: exampleTree({
    [`closed/${EXAMPLE_ID}/item.md`]: EXAMPLE_ITEM.replace('status: open', 'status: closed'),
    [`closed/${EXAMPLE_ID}/thread.md`]: EXAMPLE_THREAD,
  }),
  good: exampleTree(),
  at: { path: `closed/${EXAMPLE_ID}` },
  checkLog: (faults) =>
    logReports(faults, 'item-in-two-places', ({ item, other }) => ({ message: `${item} is also in ${other}` })),
};
