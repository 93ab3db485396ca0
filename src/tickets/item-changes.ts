import { FIELDS } from '../format/fields.ts';
import { parseItemFile } from '../format/item-file.ts';

/** A field, the body or the status of an item before and after a commit; null where it was not there. */
export interface FieldChange {
  field: string;
  from: string | null;
  to: string | null;
}

/** What is not the same in two texts of one item.md; null for one that is not there. */
export function itemChanges(before: string | null, after: string | null): FieldChange[] {
  const was = valuesOf(before);
  const is = valuesOf(after);
  const keys = new Set([...was.keys(), ...is.keys()]);
  const changes = [...keys].flatMap((field): FieldChange[] => {
    const [from = null, to = null] = [was.get(field), is.get(field)];
    return from === to ? [] : [{ field, from, to }];
  });
  // It comes with every other change, and says something only where it comes alone.
  const others = changes.filter(({ field }) => field !== 'updated_at');
  return others.length > 0 ? others : changes;
}

/** The fields by their names in the file, those that the format does not know among them, and the body. */
function valuesOf(text: string | null): Map<string, string> {
  if (text === null) return new Map();
  const { fields, extra, body } = parseItemFile(text);
  const known = FIELDS.map(({ key, property }): [string, string] => {
    const value = fields[property];
    return [key, Array.isArray(value) ? value.join(', ') : (value ?? 'null')];
  });
  return new Map([...known, ...Object.entries(extra), ['body', body.replaceAll('\r\n', '\n').trim()]]);
}
