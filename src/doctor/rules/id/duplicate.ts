import type { ItemFacts } from '../../../tickets/tree.ts';
import { EXAMPLE_ITEM, EXAMPLE_THREAD, exampleTree } from '../../example-tree.ts';
import { factPlace } from '../../field-place.ts';
import type { Rule } from '../../rule.ts';

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
  at: { path: 'open/20260602-100000-slow-list/item.md', line: 2, column: 5 },
  checkTree: ({ items }) => {
    const groups = new Map<string, ItemFacts[]>();
    for (const item of items) {
      if (item.fieldId !== '') groups.set(item.fieldId, [...(groups.get(item.fieldId) ?? []), item]);
    }
    return [...groups].flatMap(([id, group]) => {
      // The item whose directory has that name is the one that has it by right.
      const owner = group.find((item) => item.id === id) ?? group[0];
      // One item in two status directories: layout/two-status-directories.
      return group
        .filter((item) => item.id !== owner?.id)
        .map((item) => ({
          ...factPlace(item, 'id'),
          item: item.id,
          message: `the id '${id}' is that of ${owner?.path} as well`,
        }));
    });
  },
};
