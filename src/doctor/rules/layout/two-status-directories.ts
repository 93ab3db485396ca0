import { EXAMPLE_ID, EXAMPLE_ITEM, EXAMPLE_THREAD, exampleTree } from '../../example-tree.ts';
import type { Rule } from '../../rule.ts';
import { groupsOf } from '../../same-name.ts';

export const twoStatusDirectories: Rule = {
  id: 'layout/two-status-directories',
  severity: 'error',
  summary: 'one item is in two status directories',
  why: `The directory is the status: an item in two of them is open and closed at once. It happens when one branch moves an
item and another changes it. Each copy may hold events that the other lacks, so neither may simply be thrown away.`,
  help: 'compare the two threads, bring their events together in one directory, and remove the other',
  bad: exampleTree({
    [`pending/${EXAMPLE_ID}/item.md`]: EXAMPLE_ITEM.replace('status: open', 'status: pending'),
    [`pending/${EXAMPLE_ID}/thread.md`]: EXAMPLE_THREAD,
    [`pending/${EXAMPLE_ID}/artifacts/.gitkeep`]: '',
  }),
  good: exampleTree(),
  at: { path: `open/${EXAMPLE_ID}` },
  checkTree: ({ items }) => {
    const groups = groupsOf(items, (item) => item.id);
    return groups.flatMap((group) =>
      group.map((item) => {
        const others = group.filter((other) => other !== item).map(({ status }) => `${status}/`);
        return { path: item.path, item: item.id, message: `the item is in ${others.join(' and ')} as well` };
      }),
    );
  },
};
