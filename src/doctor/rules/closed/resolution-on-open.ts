import type { TreeEntry } from '../../../tickets/tree.ts';
import { EXAMPLE_ID, exampleTree } from '../../example-tree.ts';
import type { Rule } from '../../rule.ts';

export const resolutionOnOpen: Rule = {
  id: 'closed/resolution-on-open',
  severity: 'warning',
  summary: 'an item that is not closed has a resolution.md',
  why: `A resolution says that the work is done. The old script left the file behind when an item was reopened, so an open
item tells of an end that no longer holds, and the next close overwrites it.`,
  help: 'add the text to the log as a comment unless a close event has it, then remove resolution.md; or close the item',
  bad: exampleTree({ [`open/${EXAMPLE_ID}/resolution.md`]: '0.2 s now.\n' }),
  good: exampleTree(),
  at: { path: `open/${EXAMPLE_ID}/resolution.md` },
  checkItem: (item) => {
    // A directory or a link of that name holds no resolution, and is a finding of its own.
    if (item.status === 'closed' || !item.entries.some(isResolution)) return [];
    return [{ path: `${item.path}/resolution.md`, message: `the item is ${item.status} and has a resolution` }];
  },
};

function isResolution({ path, kind }: TreeEntry): boolean {
  return path === 'resolution.md' && kind === 'file';
}
