import { parseTimestamp } from '../../../format/timestamp.ts';
import { EXAMPLE_ID, exampleItem } from '../../example-tree.ts';
import { fieldPlace } from '../../field-place.ts';
import type { Rule } from '../../rule.ts';

export const updatedBeforeCreated: Rule = {
  id: 'front-matter/updated-before-created',
  severity: 'error',
  summary: 'updated_at is earlier than created_at',
  why: `Nothing can be changed before it is made: one of the two times is wrong, and lists by time show the item in the wrong
place. Mostly one of them was typed by hand.`,
  help: 'the log knows both: created_at is the time of its first event, updated_at that of its last',
  bad: exampleItem((text) => text.replace('updated_at: 2026-06-01T09', 'updated_at: 2026-06-01T08')),
  good: exampleItem((text) => text),
  at: { path: `open/${EXAMPLE_ID}/item.md`, line: 10, column: 13 },
  checkItem: (item) => {
    const fields = item.parsedItem()?.fields;
    const created = parseTimestamp(fields?.createdAt ?? '');
    const updated = parseTimestamp(fields?.updatedAt ?? '');
    if (created === null || updated === null || updated >= created) return [];
    const message = `updated_at ${fields?.updatedAt} is before created_at ${fields?.createdAt}`;
    return [{ ...fieldPlace(item, 'updated_at'), message }];
  },
};
