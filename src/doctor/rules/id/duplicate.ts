import { EXAMPLE_ID, EXAMPLE_ITEM, EXAMPLE_THREAD, exampleTree } from '../../example-tree.ts';
import { factPlace } from '../../field-place.ts';
import type { Rule } from '../../rule.ts';
import { groupsOf, namedOthers } from '../../same-name.ts';

export const duplicate: Rule = {
  id: 'id/duplicate',
  severity: 'error',
  summary: 'two items say that they have the same id',
  why: `A program that goes by the field \`id\` sees one of the two only, and what it writes for one may land in the other. It
happens when a directory is copied to begin a new item.`,
  help: 'give each item the id that is the name of its directory',
  bad: exampleTree({
    'open/20260602-100000-slow-list/item.md': EXAMPLE_ITEM,
    'open/20260602-100000-slow-list/thread.md': EXAMPLE_THREAD,
    'open/20260602-100000-slow-list/artifacts/.gitkeep': '',
  }),
  good: exampleTree(),
  at: { path: `open/${EXAMPLE_ID}/item.md`, line: 2, column: 5 },
  checkTree: ({ items }) => {
    const groups = groupsOf(items, (item) => item.fieldId);
    return groups.flatMap((group) =>
      group
        // One item in two status directories: layout/two-status-directories.
        .filter((item) => group.some((other) => other.id !== item.id))
        .map((item) => ({
          ...factPlace(item, 'id'),
          item: item.id,
          message: `the id '${item.fieldId}' is that of ${namedOthers(group, item)} as well`,
          // The item whose directory has that name is the one that has it by right.
          ...(item.id === item.fieldId && { help: 'this one has it by right: give the other one its own' }),
        })),
    );
  },
};
