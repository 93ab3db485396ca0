import { parseTimestamp } from '../../../format/timestamp.ts';
import { EXAMPLE_ID, exampleItem } from '../../example-tree.ts';
import { fieldPlace } from '../../field-place.ts';
import { saysClosed } from '../../resolution.ts';
import type { Rule } from '../../rule.ts';

export const updatedAfterLog: Rule = {
  id: 'front-matter/updated-after-log',
  severity: 'warning',
  summary: 'updated_at is later than every event of the log',
  why: `updated_at repeats the time of the last event. Where it is later, an event is missing at the end of the log: the file
was cut there, or an older copy of it was put back. Or the item was changed without an event: by hand, or by the old
script's \`status\`.`,
  help: 'look for lost events in `git log -p -- PATH`; if there are none, `tickets comment` says what was changed',
  bad: exampleItem((text) => text.replace('updated_at: 2026-06-01T09', 'updated_at: 2026-06-01T11')),
  good: exampleItem((text) => text),
  at: { path: `open/${EXAMPLE_ID}/item.md`, line: 10, column: 13 },
  checkItem: (item) => {
    const updatedAt = item.parsedItem()?.fields.updatedAt ?? '';
    const updated = parseTimestamp(updatedAt);
    const events = item.parsedThread()?.events ?? [];
    const times = events.map(({ at }) => parseTimestamp(at ?? ''));
    // A time that cannot be read, and a log without any, are findings of their own.
    if (updated === null || times.length === 0 || times.includes(null)) return [];
    if (times.some((time) => time !== null && time >= updated)) return [];
    // Closed without an event: closed/no-close-event says so, and why. The old script moved items without one.
    if (item.status === 'closed' && !saysClosed(item)) return [];
    if (item.status === 'pending' && events.every(({ kind, id }) => id === null && kind !== 'state_changed')) return [];
    return [{ ...fieldPlace(item, 'updated_at'), message: `updated_at is ${updatedAt}, and no event is that late` }];
  },
};
