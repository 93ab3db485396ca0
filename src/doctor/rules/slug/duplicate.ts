import { EXAMPLE_ID, EXAMPLE_ITEM, EXAMPLE_THREAD, exampleTree } from '../../example-tree.ts';
import { factPlace } from '../../field-place.ts';
import type { Rule } from '../../rule.ts';
import { groupsOf, namedOthers } from '../../same-name.ts';

const SECOND = '20260602-100000-slow-search';

export const duplicate: Rule = {
  id: 'slug/duplicate',
  severity: 'error',
  summary: 'two items have the same slug',
  why: `A slug names one item: with two of them, neither can be reached by it, and what somebody says of one is taken for the
other. It happens when two branches each add an item of the same title.`,
  help: '`tickets edit <id> --slug <other>` gives one of the two another slug',
  bad: exampleTree({
    [`open/${SECOND}/item.md`]: EXAMPLE_ITEM.replaceAll(EXAMPLE_ID, SECOND).replaceAll(
      '2026-06-01T09',
      '2026-06-02T10',
    ),
    [`open/${SECOND}/thread.md`]: EXAMPLE_THREAD.replaceAll('2026-06-01T09', '2026-06-02T10'),
    [`open/${SECOND}/artifacts/.gitkeep`]: '',
  }),
  good: exampleTree(),
  at: { path: `open/${EXAMPLE_ID}/item.md`, line: 3, column: 7 },
  checkTree: ({ items }) => {
    const groups = groupsOf(items, (item) => item.slug);
    return groups.flatMap((group) =>
      group
        // One item in two status directories, or a copy with its id: other rules say so.
        .filter((item) => group.some((other) => other.id !== item.id && other.fieldId !== item.fieldId))
        .map((item) => ({
          ...factPlace(item, 'slug'),
          item: item.id,
          message: `the slug '${item.slug}' is that of ${namedOthers(group, item)} as well`,
        })),
    );
  },
};
