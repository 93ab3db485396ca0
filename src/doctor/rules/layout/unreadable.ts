import type { CheckedItem } from '../../../tickets/tree.ts';
import { EXAMPLE_ID, exampleTree } from '../../example-tree.ts';
import type { Rule } from '../../rule.ts';

export const unreadable: Rule = {
  id: 'layout/unreadable',
  severity: 'error',
  summary: 'a file or directory is there and cannot be read',
  why: `What cannot be read is not checked: whatever is wrong with it stays unseen. Mostly its mode keeps the reader out, or a
file is so large (more than 256 MiB) that it cannot be a text of a work item.`,
  help: 'give yourself the right to read it (`ls -l` shows who has it), then run doctor again',
  bad: exampleTree({ [`open/${EXAMPLE_ID}/thread.md`]: { size: 300 * 1024 * 1024 } }),
  good: exampleTree(),
  at: { path: `open/${EXAMPLE_ID}/thread.md` },
  checkItem: (item) =>
    item.unreadable
      .filter(({ path }) => !hasRuleOfItsOwn(item, path))
      .map(({ path, reason }) => ({ path, message: `${path.slice(path.lastIndexOf('/') + 1)} ${reason}` })),
  checkTree: ({ layout }) =>
    layout.unreadable.map(({ path, reason }) => ({
      path,
      message: `${path.replace('../', '') || 'the directory of the work items'} ${reason}`,
    })),
};

/** Links and things that are no files: layout/symlink and layout/special-file say more of them. */
function hasRuleOfItsOwn(item: CheckedItem, path: string): boolean {
  const name = path.slice(item.path.length + 1);
  const kind = item.entries.find((entry) => entry.path === name)?.kind;
  return (
    kind === 'symlink' || kind === 'other' || (kind === 'directory' && /^(?:item|thread|resolution)\.md$/.test(name))
  );
}
