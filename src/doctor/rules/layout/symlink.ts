import { STATUSES } from '../../../format/status.ts';
import { EXAMPLE_ID, exampleTree } from '../../example-tree.ts';
import type { Rule } from '../../rule.ts';

export const symlink: Rule = {
  id: 'layout/symlink',
  severity: 'error',
  summary: 'a symbolic link stands for a status directory, an item or one of its files',
  why: `Links are not followed: a write through one would change a file outside of the tree. So what is behind the link is not
read, not listed and not checked. Links below artifacts/ are free, as are all files there.`,
  help: 'put the file or directory itself in the place of the link',
  bad: exampleTree({ [`open/${EXAMPLE_ID}/item.md`]: { symlink: '../../shared/item.md' } }),
  good: exampleTree({ [`open/${EXAMPLE_ID}/artifacts/latest.txt`]: { symlink: 'profile.txt' } }),
  at: { path: `open/${EXAMPLE_ID}/item.md` },
  checkItem: (item) =>
    item.entries
      .filter(({ path, kind }) => kind === 'symlink' && OWN_ENTRIES.includes(path))
      .map(({ path }) => ({
        path: `${item.path}/${path}`,
        message: `${path} is a symbolic link, which is not followed`,
      })),
  checkTree: ({ layout }) =>
    layout.entries
      .filter(
        ({ path, kind }) => kind === 'symlink' && STATUSES.some((name) => path === name || path.startsWith(`${name}/`)),
      )
      // A hidden name is no item, and nothing looks behind it.
      .filter(({ path }) => !path.includes('/.'))
      .map(({ path }) => ({ path, message: `${path} is a symbolic link, which is not followed` })),
};

const OWN_ENTRIES = ['item.md', 'thread.md', 'resolution.md', 'artifacts'];
