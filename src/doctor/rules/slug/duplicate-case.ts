import { EXAMPLE_ID, EXAMPLE_ITEM, EXAMPLE_THREAD, exampleTree } from '../../example-tree.ts';
import { factPlace } from '../../field-place.ts';
import type { Rule } from '../../rule.ts';
import { sameButForCase } from '../../same-but-for-case.ts';

const SECOND = '20260602-100000-slow-search';

export const duplicateCase: Rule = {
  id: 'slug/duplicate-case',
  severity: 'warning',
  summary: 'two slugs differ in case or in Unicode form alone',
  why: `Said aloud or typed in haste, the two are one, and the wrong item gets the comment.`,
  help: '`tickets edit <id> --slug <other>` gives one of the two another slug',
  bad: exampleTree({
    [`open/${SECOND}/item.md`]: EXAMPLE_ITEM.replaceAll(EXAMPLE_ID, SECOND)
      .replace('slug: slow-search', 'slug: Slow-Search')
      .replaceAll('2026-06-01T09', '2026-06-02T10'),
    [`open/${SECOND}/thread.md`]: EXAMPLE_THREAD.replaceAll('2026-06-01T09', '2026-06-02T10'),
    [`open/${SECOND}/artifacts/.gitkeep`]: '',
  }),
  good: exampleTree(),
  at: { path: `open/${EXAMPLE_ID}/item.md`, line: 3, column: 7 },
  checkTree: ({ items }) =>
    sameButForCase(items, (item) => item.slug).map(({ item, other }) => ({
      ...factPlace(item, 'slug'),
      item: item.id,
      message: `the slug '${item.slug}' differs from '${other.slug}' of ${other.path} in case alone`,
    })),
};
