import { isItemId } from '../../../format/item-id.ts';
import { isStatus } from '../../../format/status.ts';
import type { TreeEntry } from '../../../tickets/tree.ts';
import { EXAMPLE_ID, exampleTree } from '../../example-tree.ts';
import type { Rule } from '../../rule.ts';

export const specialFile: Rule = {
  id: 'layout/special-file',
  severity: 'error',
  summary: 'a FIFO, socket or device, or a directory where a file belongs',
  why: `A FIFO under the name of a file hangs every program that opens it without care. A directory under the name of a file,
or a file under the name of a directory, hides what should be there, and no command can write it.`,
  help: 'remove it, and bring the file back that belongs there',
  bad: exampleTree({ [`open/${EXAMPLE_ID}/thread.md`]: { special: 'fifo' } }),
  good: exampleTree(),
  at: { path: `open/${EXAMPLE_ID}/thread.md` },
  checkItem: (item) =>
    item.entries.flatMap((entry) => {
      const message = whatIsWrong(entry, FILES, ['artifacts']);
      return message === null ? [] : [{ path: `${item.path}/${entry.path}`, message }];
    }),
  checkTree: ({ layout }) =>
    layout.entries.flatMap((entry) => {
      const message = whatIsWrong(entry, [], belongsToDirectory(entry.path) ? [entry.path] : []);
      return message === null ? [] : [{ path: entry.path, message }];
    }),
};

/** Whether a status directory, or one of an item, has that name. */
function belongsToDirectory(path: string): boolean {
  const [status, name, more] = path.split('/');
  return isStatus(status) && more === undefined && (name === undefined || isItemId(name));
}

const FILES = ['item.md', 'thread.md', 'resolution.md'];

function whatIsWrong(
  { path, kind }: TreeEntry,
  files: readonly string[],
  directories: readonly string[],
): string | null {
  if (kind === 'other') return `${path} is a FIFO, a socket or a device`;
  if (kind === 'directory' && files.includes(path)) return `${path} is a directory, and should be a file`;
  if (kind === 'file' && directories.includes(path)) return `${path} is a file, and should be a directory`;
  return null;
}
