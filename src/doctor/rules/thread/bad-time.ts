import { formatTimestamp, parseTimestamp } from '../../../format/timestamp.ts';
import { attributePlace } from '../../event-place.ts';
import { exampleThread } from '../../example-tree.ts';
import { headerFault } from '../../header-faults.ts';
import type { Rule } from '../../rule.ts';

/** Real beyond doubt, without a look at the calendar. */
const GOOD = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/;

const thread = (at: string): string => `
<!-- event: comment author: ann at: ${at} -->

## Comment

It is the index.

---
`;

export const badTime: Rule = {
  id: 'thread/bad-time',
  severity: 'warning',
  summary: "an event's time has another form, or never was",
  why: `Times are written in one form, \`2026-06-01T10:00:00Z\`: UTC, to the second. Then order as text is order in time, and
no program has to guess a time zone. June 31st is in no calendar: such an event has no place in any order.`,
  help: 'write the time as YYYY-MM-DDTHH:MM:SSZ, in UTC',
  bad: exampleThread(thread('2026-06-01 12:00:00 +0200')),
  good: exampleThread(thread('2026-06-01T10:00:00Z'), '2026-06-01T10:00:00Z'),
  at: { path: 'open/20260601-090000-slow-search/thread.md', line: 9, column: 37 },
  checkItem: (item) =>
    (item.parsedThread()?.events ?? []).flatMap((event) => {
      if (event.at === null || GOOD.test(event.at) || parseTimestamp(event.at) !== null || headerFault(event) !== null)
        return [];
      const isOurForm = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(event.at);
      const meant = isOurForm ? null : otherForm(event.at);
      return [
        {
          ...attributePlace(item, event, 'at'),
          message: isOurForm ? `'${event.at}' is no real moment` : `'${event.at}' is not in the form of a time`,
          ...(meant === null ? {} : { help: `was this meant: \`${meant}\`` }),
        },
      ];
    }),
};

/** A time with its zone in another ISO-like form; null for anything else, since nobody knows a bare time's zone. */
function otherForm(text: string): string | null {
  const match = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:\.\d+)? ?(Z|[+-]\d\d:?\d\d)$/.exec(text);
  if (!match) return null;
  const zone = (match[3] ?? 'Z').replace(/^([+-]\d\d):?/, '$1:');
  const time = Date.parse(`${match[1]}T${match[2]}${zone}`);
  return Number.isNaN(time) ? null : formatTimestamp(new Date(time));
}
