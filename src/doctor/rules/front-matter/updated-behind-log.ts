import { editField } from '../../../format/edit-field.ts';
import { isTimestamp, parseTimestamp } from '../../../format/timestamp.ts';
import { EXAMPLE_ID, EXAMPLE_THREAD, exampleThread, exampleTree } from '../../example-tree.ts';
import { fieldPlace } from '../../field-place.ts';
import { editFile } from '../../fix.ts';
import type { Rule } from '../../rule.ts';

const COMMENT = `
<!-- event: comment author: ann at: 2026-06-01T10:00:00Z -->

## Comment

It is the index.

---
`;

export const updatedBehindLog: Rule = {
  id: 'front-matter/updated-behind-log',
  severity: 'warning',
  summary: 'updated_at is earlier than the last event of the log',
  why: `updated_at repeats the time of the last event, so that lists need not read the logs. An event was added without it,
by hand, by a merge, or by a command that was killed: lists by time show the item in the wrong place.`,
  help: 'set updated_at to the time of the last event',
  fix: { safety: 'unsafe', description: 'set updated_at to the time of the last event' },
  bad: exampleTree({ [`open/${EXAMPLE_ID}/thread.md`]: EXAMPLE_THREAD + COMMENT }),
  good: exampleThread(COMMENT, '2026-06-01T10:00:00Z'),
  at: { path: `open/${EXAMPLE_ID}/item.md`, line: 10, column: 13 },
  checkItem: (item, { now }) => {
    const file = item.parsedItem();
    const updated = parseTimestamp(file?.fields.updatedAt ?? '');
    const last = item.parsedThread()?.events.findLast(({ at }) => isTimestamp(at ?? ''))?.at ?? undefined;
    const lastTime = parseTimestamp(last ?? '');
    if (!file || last === undefined || updated === null || lastTime === null || updated >= lastTime) return [];
    // A time in the future is a fault of the event, not of updated_at.
    if (lastTime > now.getTime()) return [];
    const fixable = item.item?.validUtf8 && file.frontMatter.state === 'closed' ? item.item : null;
    return [
      {
        ...fieldPlace(item, 'updated_at'),
        message: `updated_at ${file.fields.updatedAt} is before the last event, ${last}`,
        ...(fixable && {
          fix: {
            safety: 'unsafe' as const,
            description: 'set updated_at to the time of the last event',
            repairs: [editFile(fixable, [editField(file.frontMatter, 'updated_at', last)])],
          },
        }),
      },
    ];
  },
};
