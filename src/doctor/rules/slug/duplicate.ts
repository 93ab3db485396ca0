import type { ItemFacts } from '../../../tickets/tree.ts';
import { EXAMPLE_ID, EXAMPLE_ITEM, EXAMPLE_THREAD, exampleTree } from '../../example-tree.ts';
import { factPlace } from '../../field-place.ts';
import type { Rule } from '../../rule.ts';

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
  at: { path: `open/${SECOND}/item.md`, line: 3, column: 7 },
  checkTree: ({ items }) => {
    const first = new Map<string, ItemFacts>();
    return items.flatMap((item) => {
      if (item.slug === '') return [];
      const other = first.get(item.slug);
      if (!other) first.set(item.slug, item);
      // One item in two status directories: layout/two-status-directories.
      if (!other || other.id === item.id) return [];
      return [
        {
          ...factPlace(item, 'slug'),
          item: item.id,
          message: `the slug '${item.slug}' is that of ${other.path} as well`,
        },
      ];
    });
  },
};
