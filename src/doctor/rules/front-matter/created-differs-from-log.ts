import { isItemId } from '../../../format/item-id.ts';
import { parseTimestamp } from '../../../format/timestamp.ts';
import { EXAMPLE_ID, EXAMPLE_THREAD, exampleTree } from '../../example-tree.ts';
import { fieldPlace } from '../../field-place.ts';
import { idBeginsAt } from '../../id-begins-at.ts';
import type { Rule } from '../../rule.ts';

export const createdDiffersFromLog: Rule = {
  id: 'front-matter/created-differs-from-log',
  severity: 'warning',
  summary: 'created_at is not the time of the first event of the log',
  why: `An item and its log begin in the same moment: created_at repeats the time of the \`create\` or \`migration\` event. Where
the two differ, one was changed by hand, or the log is another item's: files were mixed up in a merge or a copy.`,
  help: "see whether the log is this item's (`git log -p -- PATH`); if it is, write the time of its first event",
  bad: exampleTree({
    [`open/${EXAMPLE_ID}/thread.md`]: EXAMPLE_THREAD.replace('2026-06-01T09:00:00Z', '2026-05-28T16:20:00Z'),
  }),
  good: exampleTree(),
  at: { path: `open/${EXAMPLE_ID}/item.md`, line: 9, column: 13 },
  checkItem: (item) => {
    const createdAt = item.parsedItem()?.fields.createdAt ?? '';
    const first = item.parsedThread()?.events[0];
    // A log that begins with another event has lost its beginning: thread/first-event.
    if (!first || !['create', 'migration'].includes(first.kind)) return [];
    const at = first.at ?? '';
    if (at === createdAt || parseTimestamp(createdAt) === null || parseTimestamp(at) === null) return [];
    // One that the id has neither is wrong itself: id/differs-from-created-at.
    if (isItemId(item.id) && !idBeginsAt(item.id, createdAt)) return [];
    const message = `created_at is ${createdAt}, and the log begins at ${at}`;
    return [{ ...fieldPlace(item, 'created_at'), message }];
  },
};
