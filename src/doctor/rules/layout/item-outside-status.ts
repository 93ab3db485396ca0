import { isItemId } from '../../../format/item-id.ts';
import { EXAMPLE_ID, EXAMPLE_ITEM, EXAMPLE_THREAD, exampleTree } from '../../example-tree.ts';
import { otherDirectories } from '../../other-directories.ts';
import type { Rule } from '../../rule.ts';

export const itemOutsideStatus: Rule = {
  id: 'layout/item-outside-status',
  severity: 'error',
  summary: 'an item stands where no command looks for items',
  why: `The status of an item is the directory that it is in: open, pending or closed, directly below the root. An item in the
root, in a directory of another name, or inside of another item is in no list, and its work is forgotten. A move onto a
directory that is already there puts an item inside of it.`,
  help: 'move it to open/, pending/ or closed/',
  bad: exampleTree({
    '20260602-100000-dark-mode/item.md': EXAMPLE_ITEM.replaceAll(EXAMPLE_ID, '20260602-100000-dark-mode'),
    '20260602-100000-dark-mode/thread.md': EXAMPLE_THREAD,
  }),
  good: exampleTree({ [`open/${EXAMPLE_ID}/artifacts/sample/item.md`]: EXAMPLE_ITEM }),
  at: { path: '20260602-100000-dark-mode' },
  checkItem: (item) =>
    item.entries.flatMap((entry) => {
      const [name = '', file, ...more] = entry.path.split('/');
      if (!isItemId(name) || file !== 'item.md' || more.length > 0) return [];
      return [{ path: `${item.path}/${name}`, message: `the item ${name} is inside of another item` }];
    }),
  checkTree: (tree) =>
    otherDirectories(tree).flatMap((directory) =>
      directory.items.map((path) => {
        const name = path.slice(path.lastIndexOf('/') + 1);
        const hidden = directory.inStatus && name.startsWith('.');
        const message = hidden
          ? `the item ${name} is hidden by the dot in front of its name`
          : `the item ${name} is in no status directory`;
        return { path, message, item: name };
      }),
    ),
};
