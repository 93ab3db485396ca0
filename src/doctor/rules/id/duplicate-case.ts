import { EXAMPLE_ID, EXAMPLE_ITEM, EXAMPLE_THREAD, exampleTree } from '../../example-tree.ts';
import type { Rule } from '../../rule.ts';
import { sameButForCase } from '../../same-but-for-case.ts';

const COPY = EXAMPLE_ID.replace('slow', 'Slow');

export const duplicateCase: Rule = {
  id: 'id/duplicate-case',
  severity: 'error',
  summary: 'the names of two items differ in case or in Unicode form alone',
  why: `macOS and Windows hold such names for one: in a clone there, the files of one item overwrite those of the other, and
git reports changes that nobody made.`,
  help: 'rename one of the two directories, and write the same name into its `id`',
  bad: exampleTree({
    [`closed/${COPY}/item.md`]: EXAMPLE_ITEM.replaceAll(EXAMPLE_ID, COPY),
    [`closed/${COPY}/thread.md`]: EXAMPLE_THREAD,
  }),
  good: exampleTree(),
  at: { path: `closed/${COPY}` },
  checkTree: ({ items }) =>
    sameButForCase(items, (item) => item.id).map(({ item, other }) => ({
      path: item.path,
      item: item.id,
      message: `'${item.id}' and ${other.path} are one name on file systems that ignore case`,
    })),
};
