import { EXAMPLE_ID, EXAMPLE_ITEM, EXAMPLE_THREAD, exampleClosed } from '../../example-tree.ts';
import { saysClosed } from '../../resolution.ts';
import type { Rule } from '../../rule.ts';

export const noCloseEvent: Rule = {
  id: 'closed/no-close-event',
  severity: 'warning',
  summary: "a closed item's log does not say that it was closed",
  why: `The log is what happened: without a close event it says that the item is still open, and nobody can tell who closed
it, when and why. The old script's \`status … closed\` left no event, and nor does a move by hand.`,
  help: 'move the item to where the log has it (`tickets reopen`) and close it again with `tickets close`',
  bad: exampleClosed({
    'item.md': EXAMPLE_ITEM.replace('status: open', 'status: closed'),
    'thread.md': EXAMPLE_THREAD,
  }),
  good: exampleClosed(),
  at: { path: `closed/${EXAMPLE_ID}/thread.md` },
  checkItem: (item) => {
    const thread = item.parsedThread();
    // An empty or unreadable log is a finding of its own.
    if (item.status !== 'closed' || !thread || thread.events.length === 0 || saysClosed(item)) return [];
    return [{ path: `${item.path}/thread.md`, message: 'the item is closed, and no event in its log closed it' }];
  },
};
