import { exampleTree } from '../../example-tree.ts';
import { otherDirectories } from '../../other-directories.ts';
import type { Rule } from '../../rule.ts';

export const strayDirectory: Rule = {
  id: 'layout/stray-directory',
  severity: 'warning',
  summary: 'a directory is neither a status nor an item',
  why: `No command looks into such a directory. Often it is what is left of an item: one branch closed it, another added an
artifact, and the merge put the artifact where the item no longer is. Its files belong to an item, and nobody sees them.`,
  help: 'move its files into the item that they belong to, or out of the tree',
  bad: exampleTree({ 'pending/20260601-090000-slow-search/artifacts/profile.txt': '10.2 s\n' }),
  good: exampleTree({ 'open/20260601-090000-slow-search/notes/profile.txt': '10.2 s\n' }),
  at: { path: 'pending/20260601-090000-slow-search' },
  checkTree: (tree) => {
    const stray = otherDirectories(tree).filter((directory) => directory.items.length === 0 && !directory.empty);
    const byName = new Map(stray.length > 0 ? tree.items.map((item) => [item.id, item]) : []);
    return stray.map(({ path, inStatus }) => {
      const item = inStatus ? byName.get(path.slice(path.indexOf('/') + 1)) : undefined;
      if (item) {
        const message = `there are files here, but no item: it is in ${item.status}/`;
        return { path, message, item: item.id, help: `move the files to ${item.path}/` };
      }
      return {
        path,
        message: inStatus ? 'there is neither item.md nor thread.md here' : 'this directory is no status',
      };
    });
  },
};
