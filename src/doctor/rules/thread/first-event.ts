import { headerPlace } from '../../event-place.ts';
import { EXAMPLE_ID, EXAMPLE_THREAD, exampleTree } from '../../example-tree.ts';
import type { Rule } from '../../rule.ts';

export const firstEvent: Rule = {
  id: 'thread/first-event',
  severity: 'warning',
  summary: 'the log does not begin with a create or migration event',
  why: `Every log begins with how its item came to be: \`create\`, or \`migration\` from the tracker before. Where that event
is missing, the head of the file was lost, or another file stands in its place.`,
  help: 'look for the beginning of the log with `git log -p -- PATH`',
  bad: exampleTree({
    [`open/${EXAMPLE_ID}/thread.md`]: EXAMPLE_THREAD.replace('event: create', 'event: plan').replace('Created', 'Plan'),
  }),
  good: exampleTree(),
  at: { path: `open/${EXAMPLE_ID}/thread.md`, line: 1, column: 1 },
  checkItem: (item) => {
    const first = item.parsedThread()?.events[0];
    if (!first || ['create', 'migration', ''].includes(first.kind)) return [];
    return [{ ...headerPlace(item, first), message: `the first event is '${first.kind}', not create or migration` }];
  },
};
