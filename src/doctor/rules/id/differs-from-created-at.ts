import { isItemId } from '../../../format/item-id.ts';
import { parseTimestamp } from '../../../format/timestamp.ts';
import { EXAMPLE_ID, EXAMPLE_THREAD, exampleItem } from '../../example-tree.ts';
import { fieldPlace } from '../../field-place.ts';
import { idBeginsAt, stampOf } from '../../id-begins-at.ts';
import type { Rule } from '../../rule.ts';

export const differsFromCreatedAt: Rule = {
  id: 'id/differs-from-created-at',
  severity: 'warning',
  summary: 'the id begins with another time than created_at',
  why: `An id begins with the moment of its creation, and created_at says the same. Where they differ, one was changed by
hand, or the item is a copy of another one, and lists by id and lists by time do not agree.`,
  help: 'the first event of the log says which of the two is right',
  bad: {
    ...exampleItem((text) => text.replace('created_at: 2026-06-01T09:00:00Z', 'created_at: 2026-06-01T08:30:00Z')),
    [`open/${EXAMPLE_ID}/thread.md`]: EXAMPLE_THREAD.replace('T09:00:00Z', 'T08:30:00Z'),
  },
  good: exampleItem((text) => text),
  at: { path: `open/${EXAMPLE_ID}/item.md`, line: 9, column: 13 },
  checkItem: (item) => {
    const createdAt = item.parsedItem()?.fields.createdAt ?? '';
    if (!isItemId(item.id) || parseTimestamp(createdAt) === null) return [];
    if (idBeginsAt(item.id, createdAt)) return [];
    const message = `created_at is ${createdAt}, and the id begins with ${item.id.slice(0, stampOf(createdAt).length)}`;
    return [{ ...fieldPlace(item, 'created_at'), message }];
  },
};
