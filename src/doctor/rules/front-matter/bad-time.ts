import { formatTimestamp, parseTimestamp } from '../../../format/timestamp.ts';
import { EXAMPLE_ID, exampleItem } from '../../example-tree.ts';
import { fieldPlace } from '../../field-place.ts';
import type { Rule } from '../../rule.ts';

export const badTime: Rule = {
  id: 'front-matter/bad-time',
  severity: 'error',
  summary: 'a time has another form than the format has, or is none',
  why: `Times are compared as texts and shown as they stand: only in one form, UTC to the second, does that give their order.
February 30th and the like were never a moment at all, so what the item says is wrong.`,
  help: 'write the moment in UTC as YYYY-MM-DDTHH:MM:SSZ',
  bad: exampleItem((text) => text.replace('updated_at: 2026-06-01T09', 'updated_at: 2026-06-31T09')),
  good: exampleItem((text) => text.replace('updated_at: 2026-06-01T09:00:00Z', "updated_at: '2026-06-01T09:00:00Z'")),
  at: { path: `open/${EXAMPLE_ID}/item.md`, line: 10, column: 13 },
  checkItem: (item) => {
    const fields = item.parsedItem()?.fields;
    if (!fields) return [];
    return TIMES.flatMap(({ key, property }) => {
      const text = fields[property];
      if (text === '' || parseTimestamp(text) !== null) return [];
      const meant = momentOf(text);
      return [
        {
          ...fieldPlace(item, key),
          message: `'${text}' is no time in the form YYYY-MM-DDTHH:MM:SSZ`,
          ...(meant !== null && { help: `write ${meant}` }),
        },
      ];
    });
  },
};

const TIMES = [
  { key: 'created_at', property: 'createdAt' },
  { key: 'updated_at', property: 'updatedAt' },
] as const;

/** The moment that a time in another ISO 8601 form with a time zone names. */
function momentOf(text: string): string | null {
  const iso = /^(\d{4}-\d{2}-(\d{2}))[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?) ?(Z|[-+]\d{2}:\d{2})$/i.exec(text);
  const time = Date.parse(iso ? `${iso[1]}T${iso[3]}${iso[4]?.toUpperCase()}` : '');
  // Some engines roll February 30th over.
  const day = Date.parse(`${iso?.[1]}T00:00:00Z`);
  if (Number.isNaN(time) || Number.isNaN(day) || new Date(day).getUTCDate() !== Number(iso?.[2])) return null;
  return formatTimestamp(new Date(time));
}
