import { isItemId } from '../../../format/item-id.ts';
import { isStatus } from '../../../format/status.ts';
import { exampleTree } from '../../example-tree.ts';
import type { Rule } from '../../rule.ts';

export const strayFile: Rule = {
  id: 'layout/stray-file',
  severity: 'hint',
  summary: 'a file stands among the items, or beside the status directories',
  why: `No command reads such a file. If it was meant as an item, it is one that nobody will see: an item is a directory with
an item.md in it. A README, tickets.yml and hidden files are expected, and anything inside of an item's directory is free.`,
  help: 'move it to where it belongs; `tickets new` makes an item',
  bad: exampleTree({ 'open/slow-search.md': '# Search is slow\n' }),
  good: exampleTree({ 'README.md': '# Work items\n', 'tickets.yml': '' }),
  at: { path: 'open/slow-search.md' },
  checkTree: ({ layout }) =>
    layout.entries
      .filter(({ path, kind }) => kind === 'file' && !isExpected(path))
      .map(({ path }) => ({
        path,
        message: `${path.includes('/') ? 'among the items' : 'beside the status directories'} stands a file that nothing reads`,
      })),
};

function isExpected(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  // A status or an item that is a file, and what is left in .tmp, have rules of their own.
  if (isStatus(path) || isItemId(name) || path.startsWith('.tmp/')) return true;
  return name.startsWith('.') || /^readme(?:\.[\w-]+)*$/i.test(name) || path === 'tickets.yml';
}
